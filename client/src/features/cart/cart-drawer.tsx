import { useQuery } from "@tanstack/react-query";
import type { Cart } from "@/lib/api/types";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { cartQuery } from "@/lib/questions/cart";
import { LinkButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { OrderSums } from "@/ui/order-sums";
import { Pending } from "@/ui/spinner";
import { EmptyState, ErrorState, Notice } from "@/ui/states";
import { CartLines, UndoStrip } from "./cart-lines";
import { CardHint, Destination, isAllAvailable } from "./cart-notes";
import { texts } from "./texts";
import { useRemoval } from "./use-removal";

/** The cart beside the page. Closed and opened again it starts afresh, so that an old undo is gone. */
export default function CartDrawer() {
  const { current, close } = usePanels();
  const open = current === "cart";
  const { data: cart } = useQuery(cartQuery);
  return (
    <Dialog open={open} onClose={close} title={texts.title} footer={cart && cart.count > 0 && <Foot cart={cart} onLeave={close} />}>
      <Content key={String(open)} onLeave={close} />
    </Dialog>
  );
}

function Content({ onLeave }: { onLeave: () => void }) {
  const { data: cart, error, refetch } = useQuery(cartQuery);
  const removal = useRemoval();
  if (!cart) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Pending label={texts.loading} />;
  return (
    <div className="pt-2">
      <UndoStrip removal={removal} />
      {cart.count === 0 ? (
        <EmptyState
          title={texts.emptyTitle}
          action={
            <LinkButton to={links.flowers()} onClick={onLeave}>
              {texts.seeFlowers}
            </LinkButton>
          }
        >
          {texts.emptyText}
        </EmptyState>
      ) : (
        <div className="grid gap-6">
          <CartLines cart={cart} removal={removal} />
          <div className="grid gap-4 border-t border-line pt-5">
            <Destination cart={cart} />
            <CardHint cart={cart} />
          </div>
        </div>
      )}
    </div>
  );
}

function Foot({ cart, onLeave }: { cart: Cart; onLeave: () => void }) {
  return (
    <div className="grid gap-4">
      <OrderSums totals={cart.totals} soFar={!cart.totals.complete} />
      {isAllAvailable(cart) ? (
        <LinkButton to={links.checkout()} onClick={onLeave} size="lg" wide>
          {texts.checkout}
        </LinkButton>
      ) : (
        <Notice tone="trouble">{texts.unavailableFirst}</Notice>
      )}
      <LinkButton to={links.cart} onClick={onLeave} kind="plain" className="-my-2">
        {texts.viewCart}
      </LinkButton>
    </div>
  );
}
