import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { orderSumsTexts as texts } from "./order-sums-texts";
import { Price } from "./price";
import { Sums, type Sum } from "./sums";

/** The sums of a cart or an order; null is what depends on a place that is not known yet. */
interface Totals {
  items: Money;
  plain_delivery: Money | null;
  surges: readonly { name: string; amount: Money }[];
  promotions: readonly { code: string | null; name: string; amount: Money }[];
  tip: Money;
  tax: Money | null;
  tax_included: boolean;
  total: Money;
}

interface Props {
  totals: Totals;
  /** The total is only what is known so far. */
  soFar?: boolean;
  /** What came after it was promised, under the total. */
  after?: readonly Sum[];
}

/** What it comes to, row by row; the rows add up to the total. Tax that the prices contain is told below it. */
export function OrderSums({ totals, soFar = false, after = [] }: Props) {
  const { items, plain_delivery: delivery, surges, promotions, tip, tax, tax_included, total } = totals;
  return (
    <div className="grid gap-2">
      <Sums
        rows={[
          { label: texts.items, value: <Price value={items} /> },
          { label: texts.delivery, value: delivery ? <Price value={delivery} zero={texts.free} /> : <Later /> },
          ...surges.map(({ name, amount }) => ({ label: name, value: <Price value={amount} /> })),
          ...promotions.map(({ code, name, amount }) => ({ label: <Promotion code={code} name={name} />, value: <TakenOff value={amount} /> })),
          ...(tax_included ? [] : [{ label: texts.tax, value: tax ? <Price value={tax} /> : <Later /> }]),
          ...(tip.amount > 0 ? [{ label: texts.tip, value: <Price value={tip} /> }] : []),
          { label: soFar ? texts.totalSoFar : texts.total, value: <Price value={total} />, total: true },
          ...after,
        ]}
      />
      {tax_included && tax && <p className="text-right text-sm text-ink-soft">{texts.including(formatMoney(tax))}</p>}
    </div>
  );
}

const Later = () => <span className="text-ink-soft">{texts.later}</span>;

function Promotion({ code, name }: { code: string | null; name: string }) {
  return (
    <>
      {name}
      {code && <span className="whitespace-nowrap"> ({code})</span>}
    </>
  );
}

/** "−$8.90", green: what is saved. */
const TakenOff = ({ value }: { value: Money }) => <span className="whitespace-nowrap text-green tabular-nums">−{formatMoney(value)}</span>;
