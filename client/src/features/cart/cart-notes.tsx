import { clsx } from "clsx";
import { CalendarHeart, PenLine } from "lucide";
import type { Cart, CartDelivery } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { filledDeliveries, firstDelivery } from "@/lib/questions/cart";
import { Icon } from "@/ui/icon";
import { Link } from "@/ui/link";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

function wordsFor({ method, postcode, date, slot }: CartDelivery): string | null {
  const time = slot ? texts.chosenTime(slot.label) : "";
  if (method === "collection") return [texts.collection, date && formatDay(date)].filter(Boolean).join(", ") + time;
  if (!postcode) return null;
  return date ? texts.dayAndPlace(formatDay(date), postcode) + time : texts.toPlace(postcode);
}

/** Where and when it goes, with the way to change that: the header's panel for the first delivery, the checkout for others. */
export function Destination({ cart }: { cart: Cart }) {
  const delivery = filledDeliveries(cart)[0] ?? firstDelivery(cart);
  const words = delivery && wordsFor(delivery);
  return (
    <div className="grid gap-3">
      <div className={clsx("grid grid-cols-[auto_1fr] gap-x-3 text-sm", words && "grid-cols-[auto_1fr_auto] items-center")}>
        <Icon of={CalendarHeart} className="size-5 text-petal-deep" />
        <p>{words ?? texts.noDestination}</p>
        <Change known={Boolean(words)} elsewhere={delivery === firstDelivery(cart) ? undefined : delivery} />
      </div>
      {delivery?.slot_problem && <Notice tone="trouble">{delivery.slot_problem.message}</Notice>}
    </div>
  );
}

function Change({ known, elsewhere }: { known: boolean; elsewhere: CartDelivery | undefined }) {
  const panels = usePanels();
  const words = known ? texts.changeDestination : texts.chooseDestination;
  const shape = {
    "aria-label": known ? texts.changeDestinationLong : undefined,
    className: clsx("link inline-flex min-h-11 items-center justify-self-start font-medium text-green", !known && "col-start-2"),
  };
  return elsewhere ? (
    <Link to={links.checkoutOf(elsewhere.id)} {...shape}>
      {words}
    </Link>
  ) : (
    <button type="button" aria-haspopup="dialog" onClick={() => panels.open("destination")} {...shape}>
      {words}
    </button>
  );
}

/** One of several deliveries: where and when, its card, what is wrong with it; the checkout asks for all of it. */
export function DeliveryNotes({ delivery, name }: { delivery: CartDelivery; name: string }) {
  const { id, card_message, slot_problem } = delivery;
  const words = wordsFor(delivery);
  return (
    <div className="mt-5 grid gap-2 border-t border-line pt-4 text-sm text-ink-soft">
      <p className="flex flex-wrap items-center justify-between gap-x-4">
        <span>{words ?? texts.asksLater}</span>
        <Link to={links.checkoutOf(id)} aria-label={texts.chooseOf(name)} className="link inline-flex min-h-11 items-center font-medium text-green">
          {words ? texts.changeDestination : texts.chooseDestination}
        </Link>
      </p>
      {card_message && <p className="line-clamp-3">{texts.cardSays(card_message)}</p>}
      {slot_problem && <Notice tone="trouble">{slot_problem.message}</Notice>}
    </div>
  );
}

/** That a card comes with it, or what it says. */
export function CardHint({ cart }: { cart: Cart }) {
  const message = filledDeliveries(cart)[0]?.card_message;
  return (
    <p className="flex gap-3 text-sm text-ink-soft">
      <Icon of={PenLine} className="mt-0.5 size-5 text-petal-deep" />
      <span className="line-clamp-3">{message ? texts.cardSays(message) : texts.cardHint}</span>
    </p>
  );
}

/** Whether everything in the cart can still be had. */
export const isAllAvailable = (cart: Cart): boolean => cart.deliveries.every(({ lines }) => lines.every(({ available }) => available));
