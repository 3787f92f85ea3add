import { LOCALE } from "@/lib/locale";

/** "14:30" on somebody's wall as people read it: "2:30 PM". */
export function formatWallTime(time: string): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone: "UTC" }).format(new Date(`2000-01-01T${time}:00Z`));
}
