import { useSuspenseQuery } from "@tanstack/react-query";
import type { Cart } from "@/lib/api/types";
import { usePromotion, useTip } from "@/lib/questions/extras";
import { shopQuery } from "@/lib/questions/shop";
import { PromotionCode } from "@/ui/promotion-code";
import { TipChoice } from "@/ui/tip-choice";

interface Props {
  cart: Cart;
  /** Before anything changes: what was said of the last total counts no more. */
  onTouch: () => void;
}

/** What may still change the total: a tip where the shop takes them, and a code. */
export function Extras({ cart, onTouch }: Props) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const promotion = usePromotion(cart);
  const tip = useTip(cart);
  const after = <Values extends unknown[]>(change: (...values: Values) => void) => (...values: Values) => {
    onTouch();
    change(...values);
  };
  return (
    <section className="grid gap-5 border-t border-line pt-6">
      {shop.tips && <TipChoice {...tip} onChoose={after(tip.onChoose)} />}
      <PromotionCode {...promotion} onApply={after(promotion.onApply)} onRemove={after(promotion.onRemove)} />
    </section>
  );
}
