import { useSuspenseQuery } from "@tanstack/react-query";
import type { Cart } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { cartQuery } from "@/lib/questions/cart";
import { LinkButton } from "@/ui/button";
import { EmptyState, Notice } from "@/ui/states";
import { CartLines, UndoStrip } from "./cart-lines";
import { CardHint, Destination, isAllAvailable } from "./cart-notes";
import { CartSums } from "./cart-sums";
import { texts } from "./texts";
import { useRemoval } from "./use-removal";

export default function CartPage() {
  useDocumentTitle(texts.title);
  const { data: cart } = useSuspenseQuery(cartQuery);
  const removal = useRemoval();
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
              <CartLines cart={cart} removal={removal} />
            </div>
            <Summary cart={cart} />
          </div>
        </>
      )}
    </div>
  );
}

function Summary({ cart }: { cart: Cart }) {
  return (
    <aside aria-label={texts.total} className="grid gap-6 rounded-lg bg-card p-6 shadow-lift lg:sticky lg:top-32 lg:p-8">
      <Destination cart={cart} />
      <CardHint cart={cart} />
      <CartSums totals={cart.totals} />
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
