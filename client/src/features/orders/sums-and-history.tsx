import type { Order } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { Price } from "@/ui/price";
import { Sums } from "@/ui/sums";
import { isCancelled } from "./queries";
import { texts } from "./texts";

/** What the order came to, as it was frozen when it was placed. */
export function Totals({ order }: { order: Order }) {
  const { totals, payment } = order;
  const takenOff = totals.credit.amount > 0 && !isCancelled(order);
  return (
    <div className="grid gap-3">
      <Sums
        rows={[
          { label: texts.items, value: <Price value={totals.items} /> },
          { label: texts.deliveryFee, value: <Price value={totals.plain_delivery} zero={texts.free} /> },
          ...totals.surges.map(({ name, amount }) => ({ label: name, value: <Price value={amount} /> })),
          { label: texts.tax, value: <Price value={totals.tax} /> },
          { label: texts.total, value: <Price value={totals.total} />, total: true },
          ...(takenOff ? [{ label: texts.credit, value: <Price value={totals.credit} /> }] : []),
        ]}
      />
      <p className="text-sm text-ink-soft">{texts.payment(payment.status.label)}</p>
    </div>
  );
}

/** Everything that has happened with the order, newest last. */
export function History({ order: { history }, timeZone }: { order: Order; timeZone: string }) {
  return (
    <section>
      <h2 className="mb-3 font-sans text-sm font-medium tracking-normal">{texts.history}</h2>
      <ol className="grid gap-3 border-l border-line pl-4 text-sm">
        {history.map(({ at, label }) => (
          <li key={`${at} ${label}`}>
            <p>{label}</p>
            <p className="text-xs text-ink-soft">
              <time dateTime={at}>{formatInstant(at, timeZone)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
