import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { lazy, Suspense } from "react";
import type { DayString, DeliveryDates, DeliveryDay } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { dialOf } from "@/lib/phone";
import { datesQuery } from "@/lib/questions/delivery";
import { shopQuery } from "@/lib/questions/shop";
import { PlaceProblem } from "@/ui/postcode-form";
import { Price } from "@/ui/price";
import { Skeleton, Spinner } from "@/ui/spinner";
import { texts } from "./texts";

const DayCalendar = lazy(() => import("@/ui/day-calendar").then((module) => ({ default: module.DayCalendar })));
const FIRST_DAYS = 3;

interface Props {
  postcode: string;
  deliveryId: string | undefined;
  date: DayString | null;
  /** The day that is being kept just now. */
  saving: DayString | null;
  onChoose: (day: DayString) => void;
}

/** The first open days as one press each, then the whole calendar. */
export function Days({ postcode, deliveryId, date, saving, onChoose }: Props) {
  const { data, error } = useQuery(datesQuery({ postcode, deliveryId }));
  if (error) return <PlaceProblem error={error} />;
  if (!data) return <CalendarWaiting />;
  const open = data.dates.filter(({ available }) => available);
  if (open.length === 0) return <NoDays dates={data} />;
  return (
    <div className="appear grid gap-6">
      <ZoneLine dates={data} />
      <section aria-labelledby="first-days">
        <h3 id="first-days" className="mb-2.5 font-sans text-sm font-medium">
          {texts.firstDays}
        </h3>
        <ul className="grid grid-cols-3 gap-2">
          {open.slice(0, FIRST_DAYS).map((day) => (
            <li key={day.date}>
              <FirstDay day={day} chosen={day.date === date} saving={day.date === saving} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="another-day">
        <h3 id="another-day" className="font-sans text-sm font-medium">
          {texts.orPick}
        </h3>
        <Suspense fallback={<CalendarWaiting />}>
          <DayCalendar wide label={texts.day} days={data.dates} value={saving ?? date} onChange={onChoose} />
        </Suspense>
      </section>
    </div>
  );
}

interface FirstDayProps { day: DeliveryDay; chosen: boolean; saving: boolean; onChoose: (day: DayString) => void }

function FirstDay({ day, chosen, saving, onChoose }: FirstDayProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-busy={saving}
      onClick={() => onChoose(day.date)}
      className={clsx(
        "grid min-h-18 w-full content-center justify-items-center rounded-md px-2 text-center transition-colors",
        chosen ? "bg-green text-on-green" : "bg-petal-wash text-green-deep hover:bg-petal",
      )}
    >
      <span className="text-sm font-semibold">{formatDay(day.date)}</span>
      <span className="min-h-5 text-xs">{saving ? <Spinner className="size-4" /> : day.fee_from && <Price value={day.fee_from} short zero={texts.freeDay} />}</span>
    </button>
  );
}

function ZoneLine({ dates: { postcode, zone } }: { dates: DeliveryDates }) {
  if (!zone || postcode === null) return null;
  const { fee, free_above: above } = zone;
  return (
    <p className="-mb-1 text-sm text-ink-soft">
      {texts.toZone(postcode, zone.name)} {fee.amount === 0 ? texts.free : texts.fee(formatMoney(fee, { short: true }))}
      {above && fee.amount > 0 && texts.freeAbove(formatMoney(above, { short: true }))}.
    </p>
  );
}

function NoDays({ dates: { dates } }: { dates: DeliveryDates }) {
  const { data: shop } = useQuery(shopQuery);
  const isForService = dates.some(({ reasons }) => reasons.some(({ code }) => code === "too_late_for_service"));
  return (
    <p>
      {isForService ? texts.noDaysBefore : texts.noDays}{" "}
      {shop && (
        <a href={dialOf(shop.phone)} className="link font-medium whitespace-nowrap">
          {shop.phone}
        </a>
      )}
    </p>
  );
}

function CalendarWaiting() {
  return (
    <div role="status">
      <span className="sr-only">{texts.loading}</span>
      <Skeleton className="h-80" />
    </div>
  );
}
