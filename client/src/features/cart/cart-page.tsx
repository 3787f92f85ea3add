import { useSuspenseQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide";
import type { Cart } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { cartQuery, filledDeliveries } from "@/lib/questions/cart";
import { usePromotion } from "@/lib/questions/extras";
import { LinkButton } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { OrderSums } from "@/ui/order-sums";
import { PromotionCode } from "@/ui/promotion-code";
import { EmptyState, Notice } from "@/ui/states";
import { CartLines, UndoStrip } from "./cart-lines";
import { CardHint, Destination, isAllAvailable } from "./cart-notes";
import { SendElsewhere } from "./send-elsewhere";
import { texts } from "./texts";
import { useRemoval } from "./use-removal";
import { useSplit, type Split } from "./use-split";

export default function CartPage() {
  useDocumentTitle(texts.title);
  const { data: cart } = useSuspenseQuery(cartQuery);
  const removal = useRemoval();
  const split = useSplit();
  return (
    <div className="page pt-10 lg:pt-16">
      {cart.count === 0 ? (
        <>
          <UndoStrip removal={removal} />
          <EmptyState level={1} title={texts.emptyTitle} action={<LinkButton to={links.flowers()}>{texts.seeFlowers}</LinkButton>}>
            {texts.emptyText}
          </EmptyState>
        </>
      ) : (
        <>
          <h1 className="mb-8 text-title lg:mb-12">{texts.title}</h1>
          <div className="grid items-start gap-10 lg:grid-cols-[1.6fr_1fr] lg:gap-16">
            <div>
              <UndoStrip removal={removal} />
              <SplitNews split={split} />
              <CartLines cart={cart} removal={removal} split={split} />
              <SendElsewhere cart={cart} split={split} />
            </div>
            <Summary cart={cart} />
          </div>
        </>
      )}
    </div>
  );
}

/** What was just divided or put together; takes the focus of a button that may be gone. */
function SplitNews({ split }: { split: Split }) {
  return (
    <>
      {split.said && (
        <div key={split.said} tabIndex={-1} ref={(news) => news?.focus()} className="mb-5 outline-none">
          <Notice tone="good">{split.said}</Notice>
        </div>
      )}
      {split.joinError && (
        <div className="mb-5">
          <Notice tone="trouble">{split.joinError.message}</Notice>
        </div>
      )}
    </>
  );
}

function Summary({ cart }: { cart: Cart }) {
  const recipients = filledDeliveries(cart).length;
  const promotion = usePromotion(cart);
  return (
    <aside aria-label={texts.total} className="grid gap-6 rounded-lg bg-card p-6 shadow-lift lg:sticky lg:top-32 lg:p-8">
      {recipients > 1 ? (
        <p className="font-medium">{texts.onePayment(recipients)}</p>
      ) : (
        <>
          <Destination cart={cart} />
          <CardHint cart={cart} />
          <p className="flex gap-3 text-sm text-ink-soft">
            <Icon of={UsersRound} className="mt-0.5 size-5 text-petal-deep" />
            <span>{cart.count > 1 ? texts.splitHint : texts.splitHintOne}</span>
          </p>
        </>
      )}
      <div className="grid gap-3">
        <PromotionCode {...promotion} />
        <OrderSums totals={cart.totals} soFar={!cart.totals.complete} />
      </div>
      {isAllAvailable(cart) ? (
        <LinkButton to={links.checkout()} size="lg" wide>
          {texts.checkout}
        </LinkButton>
      ) : (
        <Notice tone="trouble">{texts.unavailableFirst}</Notice>
      )}
      <LinkButton to={links.flowers()} kind="plain">
        {texts.keepLooking}
      </LinkButton>
    </aside>
  );
}
