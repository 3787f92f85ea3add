import { useSuspenseQuery } from "@tanstack/react-query";
import type { PaymentMethod } from "@/lib/api/types";
import { shopQuery } from "@/lib/questions/shop";
import { PaymentChoice } from "@/ui/payment-choice";
import { useKeepPayment } from "../buyer";

/** Card or PayPal: asked only where both are to be had. */
export function WayToPay({ value, onChange }: { value: PaymentMethod; onChange: (method: PaymentMethod) => void }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const keep = useKeepPayment();
  if (shop.payment_methods.length < 2) return null;
  return (
    <section className="border-t border-line pt-6">
      <PaymentChoice
        methods={shop.payment_methods}
        value={value}
        onChange={(method) => {
          onChange(method);
          keep(method);
        }}
      />
    </section>
  );
}
