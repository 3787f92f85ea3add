/** Rules of zones and times as people say them. */
import { formatWall } from "@/admin/lib/time";
import { LOCALE } from "@/lib/locale";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { Cutoff, Destination, Postcode, Slot, Zone } from "./queries";
import { texts } from "./texts";

const HOUR = 60;
const SHOWN = 8;
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** "14:00:00" as the server writes it: "2:00 PM". */
export const wall = (time: string): string => formatWall(time.slice(0, 5));

const money = (amount: number, currency: string): string => formatMoney({ amount, currency }, { short: true });

export function cutoffWords({ kind, days, time, minutes }: Cutoff): string {
  const said = texts.cutoff;
  if (kind === "minutes_before" || !time) {
    const count = minutes ?? 0;
    return count > 0 && count % HOUR === 0 ? said.hoursBefore(count / HOUR) : said.minutesBefore(count);
  }
  const at = wall(time);
  if (days === 0) return said.sameDay(at);
  if (kind === "days_before") return days === 1 ? said.dayBefore(at) : said.daysBefore(at, days);
  return days === 1 ? said.workingDayBefore(at) : said.workingDaysBefore(at, days);
}

/** ISO 1 is "Mon". */
export function weekdayName(day: number, weekday: "short" | "long" = "short"): string {
  return new Intl.DateTimeFormat(LOCALE, { weekday, timeZone: "UTC" }).format(new Date(MONDAY + (day - 1) * DAY_MS));
}

/** "Every day", "Mon to Sat", "Mon, Wed". */
export function daysWords({ weekdays, only_on }: Pick<Slot, "weekdays" | "only_on">): string {
  if (only_on) return texts.onlyOn(formatDay(only_on));
  const [first = 1] = weekdays;
  const last = weekdays.at(-1) ?? first;
  if (weekdays.length === 7) return texts.everyDay;
  const inRow = last - first === weekdays.length - 1;
  return inRow && weekdays.length > 2 ? texts.span(weekdayName(first), weekdayName(last)) : weekdays.map((day) => weekdayName(day)).join(", ");
}

export function hoursWords({ starts, ends, whole_day }: Slot): string {
  const hours = `${wall(starts)} – ${wall(ends)}`;
  return whole_day ? texts.anyTime(hours) : hours;
}

export function slotWords(slot: Slot, currency: string): string {
  const extra = slot.extra_fee > 0 ? texts.extra(money(slot.extra_fee, currency)) : null;
  return [daysWords(slot), texts.places(slot.capacity), extra, texts.until(cutoffWords(slot.cutoff))].filter(Boolean).join(" · ");
}

export const postcodeWord = ({ kind, low, high }: Postcode): string => ({ exact: low, prefix: `${low}*`, range: `${low}-${high ?? ""}` })[kind];

export function postcodesWords(postcodes: Postcode[]): string {
  if (postcodes.length === 0) return texts.noPostcodes;
  const shown = postcodes.slice(0, SHOWN).map(postcodeWord).join(", ");
  return postcodes.length > SHOWN ? `${shown} ${texts.more(postcodes.length - SHOWN)}` : shown;
}

export function zoneWords(zone: Zone, currency: string): string {
  const free = zone.free_above === null ? null : texts.freeFrom(money(zone.free_above, currency));
  const least = zone.minimum_order === null ? null : texts.minimum(money(zone.minimum_order, currency));
  return [texts.fee(money(zone.fee, currency)), free, least, texts.stop(zone.travel_minutes + zone.service_minutes)].filter(Boolean).join(" · ");
}

export function destinationWords({ species, latest_end, minutes_before_service }: Destination): string {
  const said = texts.destinations;
  const parts = [
    species.length > 0 ? said.noSpecies(species.join(", ")) : null,
    latest_end ? said.by(wall(latest_end)) : null,
    minutes_before_service ? said.before(minutes_before_service) : null,
  ];
  return parts.filter(Boolean).join(" · ") || said.nothing;
}
