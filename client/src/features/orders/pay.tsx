import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Order, PaymentMethod } from "@/lib/api/types";
import { leaveTo } from "@/lib/leave";
import { mine } from "@/lib/mine";
import { shopQuery } from "@/lib/questions/shop";
import { Button } from "@/ui/button";
import { offeredMethod, PaymentChoice } from "@/ui/payment-choice";
import { paymentTexts } from "@/ui/payment-texts";
import { orderQuery } from "./queries";
import { Refusal } from "./refusal";
import { texts } from "./texts";

/** To the payment page: as before, or another way. `words` are the button's. */
export function Pay({ order, words = texts.pay }: { order: Order; words?: string }) {
  const client = useQueryClient();
  const { data: shop } = useQuery(shopQuery);
  const [chosen, setChosen] = useState<PaymentMethod | null>(null);
  const methods = shop?.payment_methods ?? [];
  const method = chosen ?? offeredMethod(methods, order.payment.method);
  const pay = useMutation({
    // The server knows whether the page that was opened first still takes money, and opens another if not.
    mutationFn: () => mine.post("/api/orders/{number}/payment", { path: { number: order.number }, body: { payment: chosen } }),
    onSuccess: ({ redirect_url }) => leaveTo(redirect_url),
    onError: () => client.invalidateQueries({ queryKey: orderQuery(order.number).queryKey }),
  });
  return (
    <>
      <PaymentChoice methods={methods} value={method} onChange={setChosen} />
      <Button kind="petal" size="lg" busy={pay.isPending || pay.isSuccess} onClick={() => pay.mutate()} className="justify-self-start">
        {method === "paypal" ? paymentTexts.toPayPal : words}
      </Button>
      {pay.error && <Refusal error={pay.error} />}
    </>
  );
}
