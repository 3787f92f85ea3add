import { useSuspenseQuery } from "@tanstack/react-query";
import { shopQuery } from "@/lib/questions/shop";
import { PaymentChoice } from "@/ui/payment-choice";
import { paymentQuery, useKeepPayment } from "../buyer";

/** Card or PayPal: asked only where both are to be had. */
export function WayToPay() {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const { data: method } = useSuspenseQuery(paymentQuery);
  const keep = useKeepPayment();
  if (shop.payment_methods.length < 2) return null;
  return (
    <section className="border-t border-line pt-6">
      <PaymentChoice methods={shop.payment_methods} value={method} onChange={keep} />
    </section>
  );
}
