import { useQuery } from "@tanstack/react-query";
import type { CartDelivery, DayString, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { useChangeDelivery } from "@/lib/questions/cart";
import { slotsQuery } from "@/lib/questions/delivery";
import { Price } from "@/ui/price";
import { RadioCards } from "@/ui/radio-cards";
import { Skeleton } from "@/ui/spinner";
import { ErrorState, Notice } from "@/ui/states";
import { deliveryTexts as texts } from "../texts";
import { askedPlace } from "./asked-place";

const FEW = 5;

/** The windows of one day, with what each costs, and why some cannot be had. */
export function TimeChoice({ delivery, date }: { delivery: CartDelivery; date: DayString }) {
  const change = useChangeDelivery();
  const { id, slot, slot_problem } = delivery;
  const { data, error, refetch } = useQuery(slotsQuery({ ...askedPlace(delivery), date }));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div role="status">
        <span className="sr-only">{texts.loadingSlots}</span>
        <Skeleton className="h-40" />
      </div>
    );
  }
  if (data.slots.length === 0) return <Notice>{texts.noSlots}</Notice>;
  const chosen = String((change.isPending && change.variables.slot_id) || slot?.id);
  return (
    <div className="appear grid gap-3">
      <RadioCards
        legend={texts.slot(formatDay(date, "long"))}
        name="slot"
        value={chosen}
        onChange={(value) => change.mutate({ id, slot_id: Number(value) })}
        options={data.slots.map((each) => ({
          value: String(each.id),
          label: each.label,
          detail: detailOf(each),
          aside: each.available && <Price value={each.fee} zero={texts.slotFree} />,
          disabled: !each.available,
        }))}
        error={slot_problem?.message}
      />
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
    </div>
  );
}

function detailOf({ available, reasons, places_left }: Slot): string | null {
  if (!available) return reasons[0]?.message ?? null;
  return places_left <= FEW ? texts.placesLeft(places_left) : null;
}
