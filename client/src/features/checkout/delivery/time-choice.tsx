import { useQuery } from "@tanstack/react-query";
import type { CartDelivery, DayString, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { useChangeDelivery } from "@/lib/questions/cart";
import { slotsQuery } from "@/lib/questions/delivery";
import { Price } from "@/ui/price";
import { RadioCards } from "@/ui/radio-cards";
import { Skeleton } from "@/ui/spinner";
import { ErrorState, Notice } from "@/ui/states";
import { deliveryTexts as texts } from "../texts";
import { askedPlace } from "./asked-place";
import { NextOpen } from "./next-open";
import { useWish } from "./use-wish";

const FEW = 5;

interface Props { delivery: CartDelivery; date: DayString; tried: boolean }

/** The windows of one day, with what each costs, and why some cannot be had. */
export function TimeChoice({ delivery, date, tried }: Props) {
  const { data, error, refetch } = useQuery(slotsQuery({ ...askedPlace(delivery), date }));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.slots.length > 0 && <Slots delivery={delivery} slots={data.slots} legend={texts.slot(formatDay(date, "words"))} tried={tried} />}
      {!data.slots.some(({ available }) => available) && <Full delivery={delivery} date={date} />}
    </>
  );
}

function Full({ delivery, date }: Omit<Props, "tried">) {
  return (
    <div className="grid gap-3">
      <Notice>{texts.noSlots}</Notice>
      <NextOpen delivery={delivery} date={date} />
    </div>
  );
}

interface SlotsProps { delivery: CartDelivery; slots: readonly Slot[]; legend: string; tried: boolean }

function Slots({ delivery: { id, slot, slot_problem }, slots, legend, tried }: SlotsProps) {
  const change = useChangeDelivery();
  const { value, wish, settle } = useWish(slot ? String(slot.id) : null);
  const missing = tried && value === null ? texts.missing.slot_id : undefined;
  const choose = (chosen: string) => {
    wish(chosen);
    change.mutate({ id, slot_id: Number(chosen) }, { onSettled: settle });
  };
  return (
    <div className="appear grid gap-3">
      <RadioCards
        legend={legend}
        name="slot"
        value={value}
        onChange={choose}
        options={slots.map((each) => ({
          value: String(each.id),
          label: each.label,
          detail: detailOf(each),
          aside: each.available && <Price value={each.fee} zero={texts.slotFree} />,
          disabled: !each.available,
        }))}
        error={slot_problem?.message ?? missing}
      />
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
    </div>
  );
}

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">{texts.loadingSlots}</span>
      <Skeleton className="h-40" />
    </div>
  );
}

function detailOf({ available, reasons, places_left, surge, surge_name }: Slot): string | null {
  if (!available) return reasons[0]?.message ?? null;
  const busy = surge && surge_name ? texts.surge(formatMoney(surge), surge_name) : null;
  const few = places_left <= FEW ? texts.placesLeft(places_left) : null;
  return [busy, few].filter(Boolean).join(". ") || null;
}
