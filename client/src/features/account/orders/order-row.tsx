import type { OrderSummary } from "@/lib/api/types";
import { formatDay, formatInstant } from "@/lib/dates";
import { links } from "@/lib/links";
import { useOrderAgain } from "@/lib/questions/orders";
import { Badge } from "@/ui/badge";
import { Link } from "@/ui/link";
import { OrderAgain } from "@/ui/order-again";
import { Thumbnail } from "@/ui/picture";
import { Price } from "@/ui/price";
import { orderTexts as texts } from "../texts";

/** One order in few words: for whom, for which day, how it stands; and once more, please. */
export function OrderRow({ order, timeZone }: { order: OrderSummary; timeZone: string }) {
  const { number, placed_at, status, total, first_day, recipients, picture, lines } = order;
  const again = useOrderAgain(number);
  return (
    <article className="flex gap-4 rounded-lg bg-card p-4 shadow-lift sm:p-6">
      <Thumbnail url={picture?.renditions[0]?.url ?? null} className="!w-22 self-start" />
      <div className="grid min-w-0 grow content-start gap-1">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Badge tone={TONES[status.code] ?? "green"}>{status.label}</Badge>
          <Price value={total} className="text-sm font-medium" />
        </div>
        <h2 className="mt-1 text-lg leading-snug">
          <Link to={links.order(number)} className="hover:text-green">
            {texts.forWhom(recipients)}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">
          {formatDay(first_day, "words")} · {texts.lines(lines)}
        </p>
        <p className="text-xs text-ink-soft">
          {texts.number(number)} · {texts.placed(formatInstant(placed_at, timeZone))}
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-x-5">
          <OrderAgain number={number} kind="petal" size="sm" {...again} />
          <Link to={links.order(number)} aria-label={texts.see(number)} className="link inline-flex min-h-11 items-center text-sm text-ink-soft">
            {texts.details}
          </Link>
        </div>
      </div>
    </article>
  );
}

const TONES: Record<string, "linen" | "petal" | "green"> = {
  pending_payment: "petal", cancelled: "linen", expired: "linen", replaced: "linen", delivered: "linen",
};
