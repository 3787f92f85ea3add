import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useLocation, useNavigate, useSearchParams } from "react-router";
import type { Cart, CartDelivery, DeliveryMethod, Shop } from "@/lib/api/types";
import { links } from "@/lib/links";
import { filledDeliveries, useChangeDelivery } from "@/lib/questions/cart";
import { shopQuery } from "@/lib/questions/shop";
import { RadioCards } from "@/ui/radio-cards";
import { Notice } from "@/ui/states";
import { deliveryOf, isReady } from "../steps";
import { deliveryTexts, texts } from "../texts";
import { Place } from "./place";
import { Recipients } from "./recipients";
import { SavedRecipients } from "./saved-recipients";
import { RecipientStep } from "./recipient-step";
import { DayAndTime } from "./day-and-time";
import { useTaken } from "./use-taken";
import { useWish } from "./use-wish";

const WAY_ON = { details: texts.continueToDetails, review: texts.continueToReview };

interface Props {
  cart: Cart;
  /** The step that follows the last delivery; whoever is known has said the rest already. */
  after: "details" | "review";
}

/** Where, when and to whom, for one delivery after the other; most orders have one. Each answer is saved as it is given. */
export function DeliveryStep({ cart, after }: Props) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const sentBack = (useLocation().state as { sentBack?: boolean } | null)?.sentBack ?? false;
  const [tried, setTried] = useState(sentBack);
  const taken = useTaken();
  const deliveries = filledDeliveries(cart);
  const delivery = deliveryOf(cart, params.get("delivery"));
  if (!delivery) return null;
  // Of several, the address says which: it must not change under the hands when one becomes ready.
  if (deliveries.length > 1 && params.get("delivery") !== delivery.id) return <Navigate to={links.checkoutOf(delivery.id)} state={{ sentBack }} replace />;
  const next = deliveries.find((each) => each !== delivery && !isReady(each));
  const goOn = () => {
    setTried(false);
    void navigate(next ? links.checkoutOf(next.id) : links.checkout(after));
  };

  return (
    <div key={delivery.id} className="grid gap-10">
      {deliveries.length > 1 && <Recipients deliveries={deliveries} current={delivery} />}
      <SavedRecipients delivery={delivery} onTaken={(recipient) => taken.take(delivery.id, recipient)} />
      <Method delivery={delivery} />
      {delivery.method === "van" && <Place delivery={delivery} tried={tried} />}
      <DayAndTime delivery={delivery} tried={tried} />
      {/* Whoever was taken from the address book fills the form anew. */}
      <RecipientStep
        key={taken.key}
        delivery={delivery}
        start={taken.startOf(delivery)}
        cardLimit={cart.card_message_limit}
        action={next ? texts.nextDelivery : WAY_ON[after]}
        tried={tried}
        onTry={() => setTried(true)}
        onSaved={goOn}
      />
    </div>
  );
}

function Method({ delivery }: { delivery: CartDelivery }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const change = useChangeDelivery();
  const { value, wish, settle } = useWish(delivery.method);
  const choose = (method: DeliveryMethod) => {
    wish(method);
    change.mutate({ id: delivery.id, method }, { onSettled: settle });
  };
  return (
    <div className="grid gap-3">
      <RadioCards<DeliveryMethod>
        legend={<Legend>{deliveryTexts.method}</Legend>}
        name="method"
        columns={2}
        value={value}
        onChange={choose}
        options={[
          { value: "van", label: deliveryTexts.van, detail: deliveryTexts.vanDetail },
          { value: "collection", label: deliveryTexts.collection, detail: deliveryTexts.collectionDetail(addressOf(shop)) },
        ]}
      />
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
    </div>
  );
}

const addressOf = ({ address }: Shop) => `${address.line1}, ${address.city}`;

function Legend({ children }: { children: string }) {
  return <span className="mb-1 block font-display text-heading font-[460]">{children}</span>;
}
