import { useQuery } from "@tanstack/react-query";
import type { Instant, Order } from "@/lib/api/types";
import { LOCALE } from "@/lib/locale";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { Pay } from "./pay";
import { owes } from "./queries";
import { CallUs } from "./refusal";
import { balanceTexts as texts } from "./texts";

/** What is still to pay of an order that is made all the same: taken on the phone, or changed since. */
export function Balance({ order }: { order: Order }) {
  const { data: shop } = useQuery(shopQuery);
  if (!owes(order) || !shop) return null;
  const { balance_due: due, due_at, totals } = order;
  const paid = totals.total.amount - totals.credit.amount - due.amount;
  return (
    <section aria-labelledby="balance" className="grid gap-4 rounded-lg bg-card p-6 shadow-lift sm:p-8">
      <h2 id="balance" className="text-heading">
        {titleOf(formatMoney(due), due_at, shop.time_zone)}
      </h2>
      <p className="text-ink-soft">
        {paid > 0 && texts.part(formatMoney({ ...due, amount: paid }), formatMoney({ ...due, amount: paid + due.amount }))} {texts.text}
      </p>
      {order.can_pay ? (
        <Pay order={order} words={texts.pay(formatMoney(due))} />
      ) : (
        <p className="text-sm">
          {texts.call} <CallUs />
        </p>
      )}
    </section>
  );
}

function titleOf(sum: string, until: Instant | null, timeZone: string): string {
  if (!until) return texts.title(sum);
  const when = deadline(until, timeZone);
  return Date.parse(until) < Date.now() ? texts.overdue(sum, when) : texts.titleBy(sum, when);
}

/** "Friday, November 27, 6 PM" in the shop's zone. */
function deadline(instant: Instant, timeZone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat(LOCALE, { weekday: "long", month: "long", day: "numeric", timeZone }).format(at);
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(at);
  return `${day}, ${time.replace(":00", "")}`;
}
