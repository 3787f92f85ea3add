/** An hour on the shop's wall, "2026-11-27T18:00" as a field gives it, and the instant that it is. */
import type { Instant } from "@/lib/api/types";

const MINUTE_MS = 60_000;

/** How far the zone is ahead of UTC at that instant. */
function ahead(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute")) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** In the night when clocks change, an hour that there is twice is the later, one that there is not an hour beside it. */
export function instantOf(wall: string, timeZone: string): Instant {
  const asUtc = Date.parse(`${wall}:00Z`);
  const guess = asUtc - ahead(asUtc, timeZone);
  return new Date(asUtc - ahead(guess, timeZone)).toISOString();
}

export function wallOf(instant: Instant, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + ahead(at, timeZone)).toISOString().slice(0, 16);
}
