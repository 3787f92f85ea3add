import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Navigate, useSearchParams } from "react-router";
import type { Buyer, Cart, CartDelivery } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { links, type CheckoutStep } from "@/lib/links";
import { cartQuery, filledDeliveries } from "@/lib/questions/cart";
import { useMe } from "@/lib/questions/me";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { buyerQuery } from "./buyer";
import { DeliveryStep } from "./delivery/delivery-step";
import { DetailsStep } from "./details-step";
import { Progress } from "./progress";
import { ReviewStep } from "./review/review-step";
import { deliveryOf, furthestStep, stepOf, STEPS } from "./steps";
import { Summary } from "./summary";
import { texts } from "./texts";

/** Three steps, the current one in the address. Nobody enters a step before those in front of it are done. */
export default function CheckoutPage() {
  const { data: cart } = useSuspenseQuery(cartQuery);
  const { data: buyer } = useSuspenseQuery(buyerQuery);
  const [params] = useSearchParams();
  const asked = stepOf(params.get("step"));
  const furthest = furthestStep(cart, buyer);

  if (cart.count === 0) return <NothingToBuy />;
  if (STEPS.indexOf(asked) > STEPS.indexOf(furthest)) return <Navigate to={links.checkout(furthest)} replace />;
  return <Steps step={asked} furthest={furthest} cart={cart} buyer={buyer} />;
}

function NothingToBuy() {
  useDocumentTitle(texts.title);
  return (
    <EmptyState level={1} title={texts.emptyTitle} action={<LinkButton to={links.flowers()}>{texts.seeFlowers}</LinkButton>}>
      {texts.emptyText}
    </EmptyState>
  );
}

interface StepsProps { step: CheckoutStep; furthest: CheckoutStep; cart: Cart; buyer: Buyer | null }

function Steps({ step, furthest, cart, buyer }: StepsProps) {
  useDocumentTitle(`${texts.steps[step]}, ${texts.title}`);
  const [params] = useSearchParams();
  const delivery = step === "delivery" ? deliveryOf(cart, params.get("delivery")) : undefined;
  const me = useMe();
  const title = useFocusOnChange(`${step} ${delivery?.id ?? ""}`);
  return (
    <div className="page pt-5 lg:pt-8">
      <Progress current={step} furthest={furthest} />
      <div className="mt-6 grid items-start gap-8 lg:mt-10 lg:grid-cols-[1.6fr_1fr] lg:gap-16">
        <div className="lg:order-last">
          <Summary cart={cart} />
        </div>
        <div>
          <h1 ref={title} tabIndex={-1} className="mb-7 text-title outline-none lg:mb-10">
            {titleOf(step, cart, delivery)}
          </h1>
          {step === "delivery" && <DeliveryStep cart={cart} after={me && buyer ? "review" : "details"} />}
          {step === "details" && <DetailsStep buyer={buyer} />}
          {step === "review" && buyer && <ReviewStep cart={cart} buyer={buyer} />}
        </div>
      </div>
    </div>
  );
}

/** Of several deliveries, which one is asked about. */
function titleOf(step: CheckoutStep, cart: Cart, delivery: CartDelivery | undefined): string {
  const deliveries = filledDeliveries(cart);
  if (!delivery || deliveries.length < 2) return texts.stepTitles[step];
  return texts.whereFor(delivery.recipient?.name, deliveries.indexOf(delivery) + 1, deliveries.length);
}

/** A new step starts at its top with focus on its title; the first one leaves both to the page. */
function useFocusOnChange(place: string) {
  const title = useRef<HTMLHeadingElement>(null);
  const seen = useRef(place);
  useEffect(() => {
    if (seen.current === place) return;
    seen.current = place;
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [place]);
  return title;
}
