import { clsx } from "clsx";
import { Check } from "lucide";
import type { CartDelivery } from "@/lib/api/types";
import { links } from "@/lib/links";
import { Icon } from "@/ui/icon";
import { Link } from "@/ui/link";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { isReady } from "../steps";
import { texts } from "../texts";

interface Props { deliveries: readonly CartDelivery[]; current: CartDelivery }

/** Every recipient of the order with what she gets: which one this is about, which are done, and the way to each. */
export function Recipients({ deliveries, current }: Props) {
  return (
    <nav aria-label={texts.recipients}>
      <ol className="grid gap-2.5 sm:grid-cols-2">
        {deliveries.map((delivery, index) => (
          <li key={delivery.id}>
            <Recipient delivery={delivery} index={index} current={delivery === current} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Recipient({ delivery, index, current }: { delivery: CartDelivery; index: number; current: boolean }) {
  const done = isReady(delivery);
  return (
    <Link
      to={links.checkoutOf(delivery.id)}
      aria-current={current ? "step" : undefined}
      className={clsx(
        "flex min-h-16 items-center justify-between gap-3 rounded-md border bg-card px-4 py-3",
        current ? "border-green" : "border-line hover:border-edge",
      )}
    >
      <span className="grid gap-0.5">
        <span className="font-medium">
          {done && <VisuallyHidden>{texts.stepDone} </VisuallyHidden>}
          {texts.nameOf(delivery.recipient?.name, index + 1)}
        </span>
        <span className="text-sm text-ink-soft">{contentsOf(delivery)}</span>
      </span>
      {done && <Icon of={Check} className="size-5 text-green" />}
    </Link>
  );
}

const contentsOf = ({ lines }: CartDelivery): string => lines.map((line) => texts.quantity(line.product_name, line.quantity)).join(", ");
