import { CalendarDays } from "lucide";
import { lazy, Suspense, useRef, useState } from "react";
import type { CartDelivery, DayString, DeliveryDates, DeliveryDay } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { useChangeDelivery } from "@/lib/questions/cart";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Skeleton } from "@/ui/spinner";
import { Notice } from "@/ui/states";
import { deliveryTexts as texts } from "../texts";
import { chosenDay } from "./asked-place";
import { NextOpen } from "./next-open";

const DayCalendar = lazy(() => import("@/ui/day-calendar").then((module) => ({ default: module.DayCalendar })));

interface Props { delivery: CartDelivery; dates: DeliveryDates }

/** The chosen day on one line, and the calendar to choose it from. */
export function DayChoice({ delivery, dates }: Props) {
  if (dates.first_available === null) return <Notice tone="trouble">{whyNone(dates)}</Notice>;
  return <Choice delivery={delivery} dates={dates} />;
}

/** Why no day can be had, where it lies in what was said of the place or of a service. */
function whyNone({ dates }: DeliveryDates): string {
  const reasons = dates.flatMap((each) => each.reasons);
  const place = reasons.find(({ code }) => code === "destination");
  if (place) return texts.noDaysThere(place.message);
  return reasons.some(({ code }) => code === "too_late_for_service") ? texts.noDaysBefore : texts.noDays;
}

function Choice({ delivery, dates }: Props) {
  const change = useChangeDelivery();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const line = useRef<HTMLButtonElement>(null);
  const found = chosenDay(dates, (change.isPending && change.variables.date) || delivery.date);
  const day = found?.available ? found.date : null;
  const open = wanted ?? day === null;

  const choose = (date: DayString) => {
    change.mutate({ id: delivery.id, date });
    setWanted(false);
    line.current?.focus();
  };
  return (
    <div className="grid gap-4">
      <Button kind="quiet" ref={line} aria-expanded={open} onClick={() => setWanted(!open)} className="justify-self-start">
        <Icon of={CalendarDays} className="size-5 text-petal-deep" />
        <DayWords day={day} />
      </Button>
      {found && !found.available && <Lost delivery={delivery} day={found} />}
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
      {open && (
        <Suspense fallback={<Skeleton className="h-80 max-w-sm" />}>
          <DayCalendar label={texts.dayLabel} days={dates.dates} value={day} onChange={choose} />
        </Suspense>
      )}
    </div>
  );
}

function DayWords({ day }: { day: DayString | null }) {
  if (day === null) return texts.chooseDay;
  return (
    <>
      {formatDay(day, "words")}
      <span className="text-sm font-normal text-ink-soft underline underline-offset-4">{texts.changeDay}</span>
    </>
  );
}

function Lost({ delivery, day: { date, reasons } }: { delivery: CartDelivery; day: DeliveryDay }) {
  return (
    <>
      <Notice tone="trouble">{texts.dayLost(formatDay(date), reasons[0]?.message ?? "")}</Notice>
      <NextOpen delivery={delivery} date={date} />
    </>
  );
}
