import { Undo2 } from "lucide";
import type { Cart, CartDelivery } from "@/lib/api/types";
import { filledDeliveries } from "@/lib/questions/cart";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/states";
import { CartLine } from "./cart-line";
import { DeliveryNotes } from "./cart-notes";
import { texts } from "./texts";
import type { useRemoval } from "./use-removal";
import type { Split } from "./use-split";

interface Props {
  cart: Cart;
  removal: ReturnType<typeof useRemoval>;
  /** Where there is room to divide the cart between recipients. */
  split?: Split;
}

/** Every line of the cart, in its delivery when there are several. */
export function CartLines({ cart, removal, split }: Props) {
  const filled = filledDeliveries(cart);
  const several = filled.length > 1;
  return (
    <div className={several && split ? "grid gap-6" : "grid gap-8"}>
      {removal.error && <Notice tone="trouble">{removal.error.message}</Notice>}
      {filled.map((delivery, index) => {
        const name = texts.nameOf(delivery.recipient?.name, index + 1);
        return (
          <section key={delivery.id} aria-label={several ? name : texts.lines} className={several && split ? "rounded-lg bg-card p-5 shadow-lift sm:p-7" : ""}>
            {several && <Heading name={name} delivery={delivery} filled={filled} split={split} />}
            <ul className="divide-y divide-line">
              {delivery.lines.map((line) => (
                <li key={line.id} className="py-5 first:pt-0 last:pb-0">
                  <CartLine
                    line={line}
                    removing={removal.removing === line.id}
                    onRemove={() => removal.remove(line, delivery.id)}
                    // The only thing in the cart has nowhere else to go.
                    onSend={split && cart.count > 1 ? () => split.ask(line, delivery) : undefined}
                  />
                </li>
              ))}
            </ul>
            {several && split && <DeliveryNotes delivery={delivery} name={name} />}
          </section>
        );
      })}
    </div>
  );
}

interface HeadingProps { name: string; delivery: CartDelivery; filled: readonly CartDelivery[]; split: Split | undefined }

/** Whom it is for; all but the first can be given up, and their lines go to the first. */
function Heading({ name, delivery, filled, split }: HeadingProps) {
  const [first] = filled;
  if (!split) return <h2 className="eyebrow mb-3 font-sans">{name}</h2>;
  const joining = split.joining === delivery.id;
  return (
    <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 className="text-heading">{name}</h2>
      {first && first !== delivery && (
        <button
          type="button"
          aria-label={texts.joinOf(name)}
          aria-disabled={joining || undefined}
          onClick={joining ? undefined : () => split.join(delivery, first)}
          className="link min-h-11 text-sm text-ink-soft aria-disabled:opacity-60"
        >
          {texts.join}
        </button>
      )}
    </div>
  );
}

/** Says what was taken out, and puts it back; takes the focus that the line had. */
export function UndoStrip({ removal }: Pick<Props, "removal">) {
  const { removed, undo, undoing } = removal;
  if (!removed) return null;
  return (
    <div className="appear mb-5 flex items-center justify-between gap-4 rounded-md bg-linen py-1 pr-2 pl-4 text-sm">
      <p role="status">{texts.removed(removed.line.product_name)}</p>
      <button
        key={removed.line.id}
        ref={(button) => button?.focus()}
        type="button"
        aria-disabled={undoing || undefined}
        onClick={undoing ? undefined : undo}
        className="inline-flex min-h-11 items-center gap-2 rounded-full px-3 font-medium text-green hover:bg-clay focus-visible:rounded-full aria-disabled:opacity-60"
      >
        <Icon of={Undo2} className="size-4" />
        {texts.undo}
      </button>
    </div>
  );
}
