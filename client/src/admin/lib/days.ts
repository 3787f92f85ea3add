import type { DayString } from "@/lib/api/types";

/** The day so many days later. */
export function daysLater(day: DayString, days: number): DayString {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(day: DayString): DayString {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return daysLater(day, -((weekday + 6) % 7));
}
