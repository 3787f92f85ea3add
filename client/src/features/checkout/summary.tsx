import { ChevronDown } from "lucide";
import { Link } from "@/ui/link";
import type { Cart, CartDelivery } from "@/lib/api/types";
import { links } from "@/lib/links";
import { formatMoney } from "@/lib/money";
import { Icon } from "@/ui/icon";
import { LineItem } from "@/ui/line-item";
import { LinePrice } from "@/ui/line-price";
import { OrderSums } from "@/ui/order-sums";
import { filledDeliveries } from "@/lib/questions/cart";
import { texts } from "./texts";

/** What is being bought: folded away on a phone, beside the form on anything wider. */
export function Summary({ cart }: { cart: Cart }) {
  return (
    <>
      <details className="group rounded-md bg-card shadow-lift lg:hidden">
        <summary className="flex min-h-14 list-none items-center justify-between gap-4 px-5 text-sm font-medium">
          <span>
            {texts.summary} <span className="font-normal text-ink-soft">{texts.summaryOf(cart.count, formatMoney(cart.totals.total))}</span>
          </span>
          <Icon of={ChevronDown} className="size-5 transition-transform group-open:rotate-180" />
        </summary>
        <div className="px-5 pb-5">
          <Content cart={cart} />
        </div>
      </details>
      <aside aria-label={texts.summary} className="sticky top-8 hidden rounded-lg bg-card p-7 shadow-lift lg:block">
        <h2 className="mb-5 text-heading">{texts.summary}</h2>
        <Content cart={cart} />
      </aside>
    </>
  );
}

/** What goes to one recipient. */
export function Lines({ lines }: Pick<CartDelivery, "lines">) {
  return (
    <ul className="grid gap-4">
      {lines.map((line) => (
        <li key={line.id}>
          <LineItem
            small
            image={line.image_url}
            name={line.product_name}
            detail={texts.quantity(line.variant_label, line.quantity)}
            price={<LinePrice total={line.total} discount={line.discount} />}
          />
        </li>
      ))}
    </ul>
  );
}

function Content({ cart }: { cart: Cart }) {
  const deliveries = filledDeliveries(cart);
  return (
    <div className="grid gap-5">
      {deliveries.map((delivery, index) => (
        <section key={delivery.id} className="grid gap-3">
          {deliveries.length > 1 && <h3 className="eyebrow font-sans">{texts.nameOf(delivery.recipient?.name, index + 1)}</h3>}
          <Lines lines={delivery.lines} />
        </section>
      ))}
      <Link to={links.cart} className="link -my-2 flex min-h-11 items-center justify-self-start text-sm text-ink-soft">
        {texts.editCart}
      </Link>
      <Totals totals={cart.totals} />
    </div>
  );
}

/** The server's sums; what depends on a place that is not known yet says so. */
export const Totals = ({ totals }: Pick<Cart, "totals">) => <OrderSums totals={totals} soFar={!totals.complete} />;
