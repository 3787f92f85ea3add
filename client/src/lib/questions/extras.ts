/** What the cart has beside its lines: a promotion's code and a tip. The pages that have them load this with themselves. */
import { isProblem } from "@/lib/api/problem";
import type { Cart, Money } from "@/lib/api/types";
import { mine } from "@/lib/mine";
import { useCartWrite } from "@/lib/questions/cart";

const CODE = ["promotion_unknown", "validation", "too_many_requests"];

export const useDropCode = () => useCartWrite<undefined>(() => mine.del("/api/cart/promotion"));

/** For ui/promotion-code: the cart's code, with what is done with it. */
export function usePromotion({ promotion }: Pick<Cart, "promotion">) {
  const apply = useCartWrite((code: string) => mine.put("/api/cart/promotion", { body: { code } }));
  const remove = useDropCode();
  const aboutCode = isProblem(apply.error, ...CODE) ? apply.error : null;
  return {
    promotion,
    busy: apply.isPending || remove.isPending,
    /** Why the code that was typed last is none. */
    wrong: aboutCode && { code: aboutCode.code, wait: aboutCode.retryAfter },
    error: (aboutCode ? null : apply.error) ?? remove.error,
    onApply: (code: string) => {
      remove.reset();
      apply.mutate(code);
    },
    onRemove: () => {
      apply.reset();
      remove.mutate(undefined);
    },
  };
}

/** For ui/tip-choice: the cart's tip, and how another one is chosen. */
export function useTip({ totals }: Pick<Cart, "totals">) {
  const choose = useCartWrite((amount: Money) => mine.put("/api/cart/tip", { body: { amount } }));
  return { tip: choose.isPending ? choose.variables : totals.tip, busy: choose.isPending, error: choose.error, onChoose: choose.mutate };
}
