import type { Instant } from "@/lib/api/types";
import { LOCALE } from "@/lib/locale";

/** "2:30 PM" in the shop's zone. */
export function formatTime(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(new Date(instant));
}

/** "Friday" in the shop's zone. */
export function formatWeekday(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { weekday: "long", timeZone }).format(new Date(instant));
}
/** "14:30" on the shop's wall: "2:30 PM". */
export const formatWall = (time: string): string => formatTime(`2000-01-01T${time}:00Z`, "UTC");
