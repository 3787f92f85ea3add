/**
 * Delivery days are strings, "2027-02-14": a day in the shop's calendar, never an instant. To format one it is read as
 * noon UTC and written in UTC, so that no reader's time zone can move it. Instants ("...Z") are written in the shop's zone.
 */
import type { DayString, Instant } from "@/lib/api/types";
import { LOCALE } from "@/lib/locale";

type Style = "short" | "words" | "long" | "weekday" | "day-month" | "leaf";

const STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  short: { weekday: "short", day: "numeric", month: "short" },
  words: { weekday: "long", day: "numeric", month: "long" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long" },
  "day-month": { day: "numeric", month: "long" },
  leaf: { day: "numeric", month: "short" },
};

/** Noon UTC of a delivery day; only for Intl and for the calendar widget. */
function noonOf(day: DayString): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** "Thu 14 May" (short), "Thursday, May 14" (words), "Thursday, May 14, 2027" (long), "Thursday" (weekday), "May 14" (day-month), "May 14" or "Sep 14" (leaf). */
export function formatDay(day: DayString, style: Style = "short"): string {
  const date = noonOf(day);
  const format = new Intl.DateTimeFormat(LOCALE, { ...STYLES[style], timeZone: "UTC" });
  if (style !== "short") return format.format(date);
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.weekday ?? ""} ${part.day ?? ""} ${part.month ?? ""}`;
}

/** The calendar day of a Date that a calendar widget made in the reader's own zone. */
export function dayOfLocal(date: Date): DayString {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A Date at the reader's local noon on that day, as calendar widgets expect. */
export function localOf(day: DayString): Date {
  return new Date(`${day}T12:00:00`);
}

/** "Nov 22, 2:30 PM" in the shop's zone. */
export function formatInstant(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant));
}

/** "2:30 PM" in the shop's zone. */
export function formatTime(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(new Date(instant));
}
