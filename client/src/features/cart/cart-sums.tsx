import type { Cart } from "@/lib/api/types";
import { Price } from "@/ui/price";
import { Sums } from "@/ui/sums";
import { texts } from "./texts";

/** What the cart comes to, as far as it is known. */
export function CartSums({ totals }: Pick<Cart, "totals">) {
  const { items, plain_delivery: delivery, surges, tax, total, complete } = totals;
  const later = <span className="text-ink-soft">{texts.later}</span>;
  return (
    <Sums
      rows={[
        { label: texts.items, value: <Price value={items} /> },
        { label: texts.delivery, value: delivery ? <Price value={delivery} zero={texts.free} /> : later },
        ...surges.map(({ name, amount }) => ({ label: name, value: <Price value={amount} /> })),
        { label: texts.tax, value: tax ? <Price value={tax} /> : later },
        { label: complete ? texts.total : texts.totalSoFar, value: <Price value={total} />, total: true },
      ]}
    />
  );
}
