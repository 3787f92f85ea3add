/** A season in months, both included; it may wrap over New Year: November to February. */
import type { DayString, Season } from "@/lib/api/types";
import { LOCALE } from "@/lib/locale";

const months = new Intl.DateTimeFormat(LOCALE, { month: "long", timeZone: "UTC" });

/** "May", for 5. */
export const monthName = (month: number): string => months.format(new Date(Date.UTC(2026, month - 1, 15)));

/** "May to June", "January" when it is one month. */
export function seasonWords({ from_month, to_month }: Season): string {
  return from_month === to_month ? monthName(from_month) : `${monthName(from_month)} to ${monthName(to_month)}`;
}

export function inSeason({ from_month, to_month }: Season, day: DayString): boolean {
  const month = Number(day.slice(5, 7));
  return from_month <= to_month ? month >= from_month && month <= to_month : month >= from_month || month <= to_month;
}
