import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide";
import { createContext, use, useState } from "react";
import { DayButton, DayPicker, type ChevronProps, type DayButtonProps } from "react-day-picker";
import type { DayString, DeliveryDay } from "@/lib/api/types";
import { dayOfLocal, formatDay, localOf } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Icon } from "./icon";
import { calendarTexts as texts } from "./calendar-texts";
import { NextDay, nextOpenDay } from "./next-day";

interface Props {
  /** Names the calendar: "Delivery day". */
  label: string;
  days: readonly DeliveryDay[];
  value: DayString | null;
  /** As wide as its place, for a panel. */
  wide?: boolean;
  onChange: (day: DayString) => void;
}

/**
 * A month of days to choose from, each with its lowest fee. A day that cannot be had can still be reached and pressed: it says
 * why instead of being chosen, and offers the next that can.
 * Its code is heavy (20 KB); load it lazily where the page stands without it.
 */
export function DayCalendar({ label, days, value, wide = false, onChange }: Props) {
  // The day that has the focus or was pressed; what the pointer passes over is only looked at.
  const [asked, setAsked] = useState<DayString | null>(null);
  const [passed, setPassed] = useState<DayString | null>(null);
  const known = new Map(days.map((day) => [day.date, day]));
  const first = days[0]?.date;
  const last = days.at(-1)?.date;
  if (!first || !last) return null;

  const press = (date: Date) => {
    const day = dayOfLocal(date);
    if (known.get(day)?.available) onChange(day);
    setAsked(day);
  };
  const facts = factsOf(days);
  const wordsFor = (date: Date, chosen = false) => {
    const day = dayOfLocal(date);
    const { fee = null, whyNot = null } = facts.get(day) ?? {};
    return texts.calendarDay(formatDay(day, "long"), chosen, whyNot, fee);
  };

  return (
    <Facts value={facts}>
      <DayPicker
        mode="single"
        required
        selected={value ? localOf(value) : undefined}
        onSelect={(_, date) => press(date)}
        onDayFocus={(date) => setAsked(dayOfLocal(date))}
        onDayMouseEnter={(date) => setPassed(dayOfLocal(date))}
        onDayMouseLeave={() => setPassed(null)}
        defaultMonth={localOf(shownFirst(days, value) ?? first)}
        startMonth={localOf(first)}
        endMonth={localOf(last)}
        today={localOf(first)}
        hidden={{ before: localOf(first) }}
        disabled={{ after: localOf(last) }}
        modifiers={{ unavailable: (date) => !known.get(dayOfLocal(date))?.available }}
        aria-label={label}
        labels={{ labelGrid: () => label, labelDayButton: (date, { selected }) => wordsFor(date, selected) }}
        components={{ DayButton: Day, Chevron: Arrow }}
        className={wide ? "w-full" : "max-w-sm"}
        classNames={LOOK}
      />
      <WhyNot days={days} asked={asked} passed={passed} onTake={onChange} />
    </Facts>
  );
}

interface WhyNotProps { days: readonly DeliveryDay[]; asked: DayString | null; passed: DayString | null; onTake: (day: DayString) => void }

/** Under the grid: what stands against a closed day, and the way on. Screen readers hear the reason from the day itself. */
function WhyNot({ days, asked, passed, onTake }: WhyNotProps) {
  const closed = (date: DayString | null) => days.find((day) => day.date === date && !day.available);
  const shown = closed(passed ?? asked);
  const next = closed(asked) && nextOpenDay(days, asked ?? "");
  return (
    <div className="grid min-h-18 content-start gap-1.5 pt-2">
      <p className="min-h-5 text-sm text-petal-deep">{shown && texts.whyNot(formatDay(shown.date), reasonOf(shown) ?? "")}</p>
      {next && <NextDay day={next} onTake={onTake} />}
    </div>
  );
}

const shownFirst = (days: readonly DeliveryDay[], value: DayString | null) => value ?? days.find(({ available }) => available)?.date;

function reasonOf(day: DeliveryDay | undefined): string | null {
  if (!day || day.available) return null;
  return day.reasons[0]?.message ?? texts.dayTaken;
}

interface DayFacts { whyNot: string | null; fee: string | null }
const Facts = createContext<ReadonlyMap<DayString, DayFacts>>(new Map());

/** Why a day cannot be had, or what it costs at least. */
function factsOf(days: readonly DeliveryDay[]): ReadonlyMap<DayString, DayFacts> {
  const feeOf = ({ fee_from: fee }: DeliveryDay) => fee && (fee.amount === 0 ? texts.free : formatMoney(fee, { short: true }));
  return new Map(days.map((day) => [day.date, { whyNot: reasonOf(day), fee: feeOf(day) }]));
}

const LOOK = {
  months: "relative",
  month_caption: "flex h-11 items-center font-display text-lg",
  nav: "absolute top-0 right-0 flex gap-1",
  button_previous: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  button_next: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  month_grid: "mt-1 w-full table-fixed border-collapse",
  weekday: "h-9 text-xs font-medium text-ink-soft",
  // Weeks that are over hold no button, and take no room.
  week: "not-has-[button]:hidden",
  day: "p-0 text-center",
  outside: "invisible",
};

function Day({ className, children, ...button }: DayButtonProps) {
  const { whyNot = null, fee = null } = use(Facts).get(dayOfLocal(button.day.date)) ?? {};
  return (
    <DayButton
      {...button}
      title={whyNot ?? undefined}
      aria-disabled={button.modifiers.unavailable || undefined}
      className={clsx(
        className,
        "mx-auto grid size-11 place-content-center rounded-full leading-none tabular-nums transition-colors focus-visible:rounded-full",
        lookOf(button.modifiers),
      )}
    >
      {children}
      {fee && <span className="mt-0.5 text-[0.6875rem] font-normal">{fee}</span>}
    </DayButton>
  );
}

function lookOf({ selected, unavailable, disabled }: DayButtonProps["modifiers"]): string {
  if (selected) return "bg-green font-semibold text-on-green";
  if (disabled) return "text-ink-faint opacity-50";
  return unavailable ? "text-ink-faint line-through decoration-1" : "font-medium hover:bg-petal-wash";
}

function Arrow({ orientation }: ChevronProps) {
  return <Icon of={orientation === "left" ? ChevronLeft : ChevronRight} />;
}
