import { useState } from "react";
import { useSearchParams } from "react-router";
import { isProblem } from "@/lib/api/problem";
import type { Buyer, Cart, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { useChangeDelivery } from "@/lib/questions/cart";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { filledDeliveries } from "@/lib/questions/cart";
import { Totals } from "../summary";
import { usePlaceOrder } from "./place-order";
import { Refusal } from "./refusal";
import { BuyerReview, DeliveryReview } from "./reviews";
import { texts } from "./texts";

const SAID = { idle: "", error: "", pending: texts.placing, success: texts.leaving };

/** Everything once more in words, and the button that places the order and leads to the payment page. */
export function ReviewStep({ cart, buyer }: { cart: Cart; buyer: Buyer }) {
  const [params] = useSearchParams();
  const order = usePlaceOrder(cart, buyer);
  const change = useChangeDelivery();
  const [changed, setChanged] = useState<Slot | null>(null);
  const deliveries = filledDeliveries(cart);
  const busy = order.isPending || order.isSuccess;
  // A price that changed since is shown with the one before it; paying is accepting it.
  const total = newTotal(order.error) ?? cart.totals.total;

  const pay = () => {
    setChanged(null);
    order.place(total);
  };
  const choose = (deliveryId: string, slot: Slot) =>
    change.mutate(
      { id: deliveryId, slot_id: slot.id },
      {
        onSuccess: () => {
          order.reset();
          setChanged(slot);
        },
      },
    );

  return (
    <div className="grid max-w-2xl gap-8">
      {params.get("payment") === "cancelled" && order.isIdle && !changed && <Notice>{texts.cancelled}</Notice>}
      {deliveries.map((delivery, index) => (
        <DeliveryReview key={delivery.id} delivery={delivery} index={deliveries.length > 1 ? index + 1 : null} />
      ))}
      <BuyerReview buyer={buyer} />
      <div className="border-t border-line pt-6">
        <Totals totals={cart.totals} />
      </div>
      <div className="grid gap-5">
        {order.error && <Refusal error={order.error} cart={cart} busy={change.isPending} onChoose={choose} />}
        {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
        {changed && <Notice tone="good">{texts.changed(formatDay(changed.date), changed.label)}</Notice>}
        <Button size="lg" busy={busy} onClick={pay} className="sm:justify-self-start">
          {texts.pay(formatMoney(total))}
        </Button>
        <p className="text-sm text-ink-soft">{texts.intro}</p>
        <VisuallyHidden>
          <span role="status">{SAID[order.status]}</span>
        </VisuallyHidden>
      </div>
    </div>
  );
}

const newTotal = (error: unknown) => (isProblem(error, "price_changed") ? error.extras.actual : undefined);
