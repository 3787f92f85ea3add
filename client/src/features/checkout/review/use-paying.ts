/** The last press: paying, and what can be mended with one press when it is refused. */
import { useState } from "react";
import { isProblem } from "@/lib/api/problem";
import type { Cart, CartLine, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { useChangeDelivery } from "@/lib/questions/cart";
import { usePlaceOrder, type Said } from "./place-order";
import { texts } from "./texts";

export function usePaying(cart: Cart, said: Said) {
  const order = usePlaceOrder(cart, said);
  const change = useChangeDelivery();
  const [mended, setMended] = useState<string | null>(null);
  // A price that changed since is shown with the one before it; paying is accepting it.
  const total = newTotal(order.error) ?? cart.totals.total;
  const mend = (words: string) => {
    order.reset();
    setMended(words);
  };
  return {
    order,
    total,
    /** What was mended last, in words. */
    mended,
    busy: order.isPending || order.isSuccess,
    pay: () => {
      setMended(null);
      order.place(total);
    },
    choose: (deliveryId: string, slot: Slot) =>
      change.mutate({ id: deliveryId, slot_id: slot.id }, { onSuccess: () => mend(texts.changed(formatDay(slot.date), slot.label)) }),
    choosing: change.isPending,
    choiceError: change.error,
    dropped: () => mend(texts.dropped),
    /** After a line was taken out. */
    leaveOut: ({ product_name }: CartLine) => mend(texts.gone(product_name)),
  };
}

export type Paying = ReturnType<typeof usePaying>;

const newTotal = (error: unknown) => (isProblem(error, "price_changed") ? error.extras.actual : undefined);
