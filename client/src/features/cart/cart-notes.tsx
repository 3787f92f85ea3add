import { clsx } from "clsx";
import { CalendarHeart, PenLine } from "lucide";
import type { Cart, CartDelivery } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { usePanels } from "@/lib/panels";
import { firstDelivery } from "@/lib/questions/cart";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

function wordsFor({ method, postcode, date, slot }: CartDelivery): string | null {
  const time = slot ? texts.chosenTime(slot.label) : "";
  if (method === "collection") return [texts.collection, date && formatDay(date)].filter(Boolean).join(", ") + time;
  if (!postcode) return null;
  return date ? texts.dayAndPlace(formatDay(date), postcode) + time : texts.toPlace(postcode);
}

/** Where and when it goes, with the way to change that. */
export function Destination({ cart }: { cart: Cart }) {
  const panels = usePanels();
  const delivery = firstDelivery(cart);
  const words = delivery && wordsFor(delivery);
  return (
    <div className="grid gap-3">
      <div className={clsx("grid grid-cols-[auto_1fr] gap-x-3 text-sm", words && "grid-cols-[auto_1fr_auto] items-center")}>
        <Icon of={CalendarHeart} className="size-5 text-petal-deep" />
        <p>{words ?? texts.noDestination}</p>
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={words ? texts.changeDestinationLong : undefined}
          onClick={() => panels.open("destination")}
          className={clsx("link min-h-11 justify-self-start font-medium text-green", !words && "col-start-2")}
        >
          {words ? texts.changeDestination : texts.chooseDestination}
        </button>
      </div>
      {delivery?.slot_problem && <Notice tone="trouble">{delivery.slot_problem.message}</Notice>}
    </div>
  );
}

/** That a card comes with it, or what it says. */
export function CardHint({ cart }: { cart: Cart }) {
  const message = firstDelivery(cart)?.card_message;
  return (
    <p className="flex gap-3 text-sm text-ink-soft">
      <Icon of={PenLine} className="mt-0.5 size-5 text-petal-deep" />
      <span className="line-clamp-3">{message ? texts.cardSays(message) : texts.cardHint}</span>
    </p>
  );
}

/** Whether everything in the cart can still be had. */
export const isAllAvailable = (cart: Cart): boolean => cart.deliveries.every(({ lines }) => lines.every(({ available }) => available));
