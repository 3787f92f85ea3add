import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { CalendarHeart } from "lucide";
import type { CartDelivery } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { usePanels } from "@/lib/panels";
import { cartQuery, firstDelivery } from "@/lib/questions/cart";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

function wordsFor(delivery: CartDelivery | undefined): string {
  const day = delivery?.date ? formatDay(delivery.date) : null;
  const postcode = delivery?.postcode ?? null;
  if (day && postcode) return texts.dayAndPlace(day, postcode);
  if (postcode) return texts.chooseDay(postcode);
  return day ? texts.dayOnly(day) : texts.choosePlace;
}

/** Where and when, always in sight: the whole shop tells the truth for this choice. */
export function DestinationButton({ band = false }: { band?: boolean }) {
  const { data: cart } = useQuery(cartQuery);
  const panels = usePanels();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => panels.open("destination")}
      className={clsx(
        "inline-flex min-h-11 items-center gap-2 bg-petal-wash px-4 text-sm font-medium whitespace-nowrap text-green-deep transition-colors hover:bg-petal",
        band ? "w-full justify-center -outline-offset-2" : "rounded-full focus-visible:rounded-full",
      )}
    >
      <Icon of={CalendarHeart} className="size-4.5 text-petal-deep" />
      <span>
        <VisuallyHidden>{texts.changePlace}</VisuallyHidden> {wordsFor(firstDelivery(cart))}
      </span>
    </button>
  );
}
