import type { Order } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { OrderSums } from "@/ui/order-sums";
import { Price } from "@/ui/price";
import type { Sum } from "@/ui/sums";
import { isCancelled, owes } from "./queries";
import { texts } from "./texts";

/** What the order came to, as it was frozen when it was placed. */
export function Totals({ order }: { order: Order }) {
  const { totals, payment } = order;
  return (
    <div className="grid gap-3">
      <OrderSums totals={totals} after={afterwards(order)} />
      <p className="text-sm text-ink-soft">{texts.payment(payment.status.label)}</p>
    </div>
  );
}

/** What was taken off since, and what of it is paid while something is still to pay. */
function afterwards(order: Order): Sum[] {
  const { totals, balance_due: due } = order;
  const { total, credit } = totals;
  const rows: Sum[] = [];
  if (credit.amount > 0 && !isCancelled(order)) rows.push({ label: texts.credit, value: <Price value={credit} /> });
  if (!owes(order)) return rows;
  const paid = { ...due, amount: total.amount - credit.amount - due.amount };
  if (paid.amount > 0) rows.push({ label: texts.paid, value: <Price value={paid} /> });
  return [...rows, { label: texts.stillToPay, value: <Price value={due} />, total: true }];
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
