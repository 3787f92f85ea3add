import type { DayString } from "@/lib/api/types";

/** The shop's calendar day now; the server decides whatever depends on it. */
export function todayIn(timeZone: string): DayString {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date());
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
