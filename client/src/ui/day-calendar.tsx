import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide";
import { createContext, use, useState } from "react";
import { DayButton, DayPicker, type ChevronProps, type DayButtonProps } from "react-day-picker";
import type { DayString, DeliveryDay } from "@/lib/api/types";
import { dayOfLocal, formatDay, localOf } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Icon } from "./icon";
import { calendarTexts as texts } from "./calendar-texts";

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
 * A month of days to choose from. A day that cannot be had can still be reached and pressed: it says why instead of being chosen.
 * Its code is heavy (20 KB); load it lazily where the page stands without it.
 */
export function DayCalendar({ label, days, value, wide = false, onChange }: Props) {
  const [asked, setAsked] = useState<DayString | null>(null);
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
      <p role="status" className="min-h-6 pt-2 text-sm text-petal-deep">
        {asked && answerTo(asked, known.get(asked))}
      </p>
    </Facts>
  );
}

function answerTo(asked: DayString, day: DeliveryDay | undefined): string | null {
  const reason = reasonOf(day);
  return reason === null ? null : texts.whyNot(formatDay(asked), reason);
}

const shownFirst = (days: readonly DeliveryDay[], value: DayString | null) => value ?? days.find(({ available }) => available)?.date;

function reasonOf(day: DeliveryDay | undefined): string | null {
  if (!day || day.available) return null;
  return day.reasons[0]?.message ?? texts.dayTaken;
}

interface DayFacts { whyNot: string | null; fee: string | null }
const Facts = createContext<ReadonlyMap<DayString, DayFacts>>(new Map());

/** Why a day cannot be had, and what it costs; the cost is told only where days differ. */
function factsOf(days: readonly DeliveryDay[]): ReadonlyMap<DayString, DayFacts> {
  const differ = new Set(days.flatMap(({ fee_from: fee }) => fee?.amount ?? [])).size > 1;
  const feeOf = ({ fee_from: fee }: DeliveryDay) => (differ && fee ? formatMoney(fee, { short: true }) : null);
  return new Map(days.map((day) => [day.date, { whyNot: reasonOf(day), fee: feeOf(day) }]));
}

const LOOK = {
  months: "relative",
  month_caption: "flex h-11 items-center font-display text-lg",
  nav: "absolute top-0 right-0 flex gap-1",
  button_previous: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  button_next: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  month_grid: "mt-1 w-full border-collapse",
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
      {fee && <span className="mt-0.5 text-[0.625rem] font-normal">{fee}</span>}
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
