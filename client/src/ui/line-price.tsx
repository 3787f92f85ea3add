import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { orderSumsTexts as texts } from "./order-sums-texts";
import { VisuallyHidden } from "./visually-hidden";

/** What a line comes to: with a promotion on it, the list price struck through and what is left of it. */
export function LinePrice({ total, discount, className }: { total: Money; discount: Money; className?: string }) {
  if (discount.amount === 0) return <span className={className}>{formatMoney(total)}</span>;
  return (
    <span className={className}>
      <VisuallyHidden>{texts.was} </VisuallyHidden>
      <s className="mr-2 font-normal whitespace-nowrap text-ink-soft">{formatMoney(total)}</s>
      <VisuallyHidden> {texts.now} </VisuallyHidden>
      <span className="whitespace-nowrap">{formatMoney({ ...total, amount: total.amount - discount.amount })}</span>
    </span>
  );
}
