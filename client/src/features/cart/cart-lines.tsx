import { Undo2 } from "lucide";
import type { Cart } from "@/lib/api/types";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/states";
import { CartLine } from "./cart-line";
import { texts } from "./texts";
import type { useRemoval } from "./use-removal";

interface Props { cart: Cart; removal: ReturnType<typeof useRemoval> }

/** Every line of the cart, in its delivery when there are several. */
export function CartLines({ cart, removal }: Props) {
  const filled = cart.deliveries.filter(({ lines }) => lines.length > 0);
  return (
    <div className="grid gap-6">
      {removal.error && <Notice tone="trouble">{removal.error.message}</Notice>}
      {filled.map((delivery, index) => (
        <section key={delivery.id} aria-label={filled.length > 1 ? texts.toDelivery(index + 1) : texts.lines}>
          {filled.length > 1 && <h2 className="eyebrow mb-3 font-sans">{texts.toDelivery(index + 1)}</h2>}
          <ul className="divide-y divide-line">
            {delivery.lines.map((line) => (
              <li key={line.id} className="py-5 first:pt-0">
                <CartLine line={line} removing={removal.removing === line.id} onRemove={() => removal.remove(line, delivery.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
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
