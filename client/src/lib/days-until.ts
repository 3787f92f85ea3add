import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";

const DAY_MS = 86_400_000;

/** How many days lie before a day, counted from today in the shop's zone; 0 is today. */
export function daysUntil(day: DayString, timeZone: string, now: Date = new Date()): number {
  // The Canadian way of writing a day is ours.
  const today = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
}

const WEEK = 7;

/** "Friday" for a day of the week that begins today, and with its date for a later one, "Fri 12 Feb". */
export function nearDay(day: DayString, timeZone: string, now?: Date): string {
  const ahead = daysUntil(day, timeZone, now);
  return formatDay(day, ahead >= 0 && ahead < WEEK ? "weekday" : "short");
}
