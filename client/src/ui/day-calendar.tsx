import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide";
import { useState } from "react";
import { DayButton, DayPicker, type ChevronProps, type DayButtonProps } from "react-day-picker";
import type { DayString, DeliveryDay } from "@/lib/api/types";
import { dayOfLocal, formatDay, localOf } from "@/lib/dates";
import { Icon } from "./icon";
import { texts } from "./texts";

interface Props {
  /** Names the calendar: "Delivery day". */
  label: string;
  days: readonly DeliveryDay[];
  value: DayString | null;
  onChange: (day: DayString) => void;
}

/**
 * A month of days to choose from. A day that cannot be had can still be reached and pressed: it says why instead of being chosen.
 * Its code is heavy (20 KB); load it lazily where the page stands without it.
 */
export function DayCalendar({ label, days, value, onChange }: Props) {
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
  const wordsFor = (date: Date, chosen = false) => {
    const day = dayOfLocal(date);
    return texts.calendarDay(formatDay(day, "long"), chosen, reasonOf(known.get(day)));
  };

  return (
    <div>
      <DayPicker
        mode="single"
        required
        selected={value ? localOf(value) : undefined}
        onSelect={(_, date) => press(date)}
        defaultMonth={localOf(value ?? firstOpen(days) ?? first)}
        startMonth={localOf(first)}
        endMonth={localOf(last)}
        today={localOf(first)}
        disabled={{ before: localOf(first), after: localOf(last) }}
        modifiers={{ unavailable: (date) => !known.get(dayOfLocal(date))?.available }}
        aria-label={label}
        labels={{ labelGrid: () => label, labelDayButton: (date, { selected }) => wordsFor(date, selected) }}
        components={{ DayButton: Day, Chevron: Arrow }}
        classNames={LOOK}
      />
      <p role="status" className="min-h-6 pt-2 text-sm text-petal-deep">
        {asked && answerTo(asked, known.get(asked))}
      </p>
    </div>
  );
}

function answerTo(asked: DayString, day: DeliveryDay | undefined): string | null {
  const reason = reasonOf(day);
  return reason === null ? null : texts.whyNot(formatDay(asked), reason);
}

const firstOpen = (days: readonly DeliveryDay[]) => days.find(({ available }) => available)?.date;

function reasonOf(day: DeliveryDay | undefined): string | null {
  if (!day || day.available) return null;
  return day.reasons[0]?.message ?? texts.dayTaken;
}

const LOOK = {
  root: "max-w-sm",
  months: "relative",
  month_caption: "flex h-11 items-center font-display text-lg",
  nav: "absolute top-0 right-0 flex gap-1",
  button_previous: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  button_next: "grid size-11 place-items-center rounded-full hover:bg-linen aria-disabled:text-clay",
  month_grid: "mt-1 w-full border-collapse",
  weekday: "h-9 text-xs font-medium text-ink-soft",
  day: "p-0 text-center",
  outside: "invisible",
};

function Day({ className, ...button }: DayButtonProps) {
  const { selected, unavailable, disabled } = button.modifiers;
  return (
    <DayButton
      {...button}
      aria-disabled={unavailable || undefined}
      className={clsx(
        className,
        "mx-auto grid size-11 place-items-center rounded-full tabular-nums transition-colors focus-visible:rounded-full",
        selected && "bg-green font-semibold text-on-green",
        !selected && !unavailable && "font-medium hover:bg-petal-wash",
        unavailable && "text-ink-faint",
        unavailable && !disabled && "line-through decoration-1",
        disabled && "opacity-50",
      )}
    />
  );
}

function Arrow({ orientation }: ChevronProps) {
  return <Icon of={orientation === "left" ? ChevronLeft : ChevronRight} />;
}
