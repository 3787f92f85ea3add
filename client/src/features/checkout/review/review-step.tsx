import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Buyer, Cart } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { filledDeliveries } from "@/lib/questions/cart";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { paymentQuery, substitutionQuery } from "../buyer";
import { Totals } from "../summary";
import { Extras } from "./extras";
import { Refusal } from "./refusal";
import { BuyerReview, DeliveryReview } from "./reviews";
import { SubstitutionChoice } from "./substitution-choice";
import { texts } from "./texts";
import { usePaying, type Paying } from "./use-paying";
import { WayToPay } from "./way-to-pay";
import { SoldOut, soldOut } from "./without";

const SAID = { idle: "", error: "", pending: texts.placing, success: texts.leaving };

/** Everything once more in words, and the button that places the order and leads to the payment page. */
export function ReviewStep({ cart, buyer }: { cart: Cart; buyer: Buyer }) {
  const [params] = useSearchParams();
  const { data: kept } = useSuspenseQuery(substitutionQuery);
  const [substitution, setSubstitution] = useState(kept);
  const { data: paidBefore } = useSuspenseQuery(paymentQuery);
  const [payment, setPayment] = useState(paidBefore);
  const paying = usePaying(cart, { buyer, substitution, payment });
  const deliveries = filledDeliveries(cart);
  const fresh = paying.order.isIdle && !paying.mended;
  return (
    <div className="grid max-w-2xl gap-8">
      {params.get("payment") === "cancelled" && fresh && <Notice>{texts.cancelled}</Notice>}
      {deliveries.map((delivery, index) => (
        <DeliveryReview key={delivery.id} delivery={delivery} index={deliveries.length > 1 ? index + 1 : null} />
      ))}
      <BuyerReview buyer={buyer} />
      <SubstitutionChoice value={substitution} onChange={setSubstitution} />
      <Extras cart={cart} onTouch={paying.order.reset} />
      <WayToPay value={payment} onChange={setPayment} />
      <div className="border-t border-line pt-6">
        <Totals totals={cart.totals} />
      </div>
      <div className="grid gap-5">
        <Trouble cart={cart} paying={paying} />
        {paying.mended && <Notice tone="good">{paying.mended}</Notice>}
        {soldOut(cart).length === 0 && (
          <Button size="lg" busy={paying.busy} onClick={paying.pay} className="sm:justify-self-start">
            {payment === "paypal" ? texts.toPayPal(formatMoney(paying.total)) : texts.pay(formatMoney(paying.total))}
          </Button>
        )}
        <p className="text-sm text-ink-soft">{payment === "paypal" ? texts.introPayPal : texts.intro}</p>
        <VisuallyHidden>
          <span role="status">{SAID[paying.order.status]}</span>
        </VisuallyHidden>
      </div>
    </div>
  );
}

/** What stands in the way of paying, and what can be had instead. */
function Trouble({ cart, paying }: { cart: Cart; paying: Paying }) {
  const { order, choosing, choiceError, choose, leaveOut, dropped } = paying;
  const gone = soldOut(cart);
  return (
    <>
      {order.error && <Refusal error={order.error} cart={cart} busy={choosing} onChoose={choose} onGone={leaveOut} onDropped={dropped} />}
      {!order.error && gone.length > 0 && <SoldOut lines={gone} onGone={leaveOut} />}
      {choiceError && <Notice tone="trouble">{choiceError.message}</Notice>}
    </>
  );
}
