import { Link } from "@/ui/link";
import type { CartLine as Line } from "@/lib/api/types";
import { links } from "@/lib/links";
import { formatMoney } from "@/lib/money";
import { useChangeLine } from "@/lib/questions/cart";
import { LineItem } from "@/ui/line-item";
import { LinePrice } from "@/ui/line-price";
import { QuantityStepper } from "@/ui/quantity-stepper";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

interface Props {
  line: Line;
  removing: boolean;
  onRemove: () => void;
  /** Where the line may also go to another recipient. */
  onSend?: (() => void) | undefined;
}

/** One line: how many, what it comes to, and the way out of the cart. */
export function CartLine({ line, removing, onRemove, onSend }: Props) {
  const change = useChangeLine();
  const quantity = change.isPending ? change.variables.quantity : line.quantity;
  return (
    <LineItem
      image={line.image_url}
      name={
        <Link to={links.product(line.product_slug)} className="hover:text-green">
          {line.product_name}
        </Link>
      }
      detail={<Detail line={line} />}
      price={<LinePrice total={line.total} discount={line.discount} className={change.isPending ? "text-ink-faint" : ""} />}
    >
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        {line.available && (
          <QuantityStepper of={line.product_name} value={quantity} onChange={(to) => change.mutate({ id: line.id, quantity: to })} />
        )}
        <button
          type="button"
          aria-label={texts.removeOf(line.product_name)}
          aria-disabled={removing || undefined}
          onClick={removing ? undefined : onRemove}
          className="link min-h-11 text-sm text-ink-soft aria-disabled:opacity-60"
        >
          {texts.remove}
        </button>
        {onSend && (
          <button type="button" aria-haspopup="dialog" aria-label={texts.sendOf(line.product_name)} onClick={onSend} className="link min-h-11 text-sm text-ink-soft">
            {texts.send}
          </button>
        )}
      </div>
      {!line.available && <Notice tone="trouble">{texts.unavailable}</Notice>}
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
    </LineItem>
  );
}

/** "Standard", and the price of one where there are several. */
function Detail({ line }: { line: Line }) {
  const each = line.quantity > 1 ? texts.each(formatMoney(line.unit_price)) : null;
  return [line.variant_label, each].filter(Boolean).join(" · ");
}
