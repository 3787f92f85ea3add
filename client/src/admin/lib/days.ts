/** Reckoning with the shop's days, which are strings and know no time zone. */
import type { DayString } from "@/lib/api/types";

/** The day so many days later (or earlier). */
export function dayAfter(day: DayString, days: number): DayString {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(day: DayString): DayString {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}
