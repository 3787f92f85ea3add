/** Weekdays and months by their numbers, as a person reads them. */
import { LOCALE } from "@/lib/locale";

const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(LOCALE, { month: "short", timeZone: "UTC" });

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** 1 is Monday: the first of January 2024 was one. */
export const weekdayName = (day: number) => weekday.format(new Date(Date.UTC(2024, 0, day)));
export const monthName = (number: number) => month.format(new Date(Date.UTC(2024, number - 1, 1)));
