/** A week as a table: one row for each time of each zone, with the slot that each day has of it. */
import type { CalendarDay, SlotLoad } from "@/admin/lib/calendar";
import type { DayString } from "@/lib/api/types";

interface TimeRow { key: string; label: string; slots: Partial<Record<DayString, SlotLoad>> }
export interface ZoneRows { zone: string | null; rows: TimeRow[] }

/** Zones in the shop's order, collection last; in a zone the whole day first, then by the hour. */
export function zonesOf(days: CalendarDay[]): ZoneRows[] {
  const zones = new Map<string | null, Map<string, TimeRow>>();
  const all = days.flatMap((day) => day.slots.map((slot) => ({ day: day.date, slot })));
  for (const { day, slot } of all) {
    const rows = zones.get(slot.zone) ?? new Map<string, TimeRow>();
    zones.set(slot.zone, rows);
    const key = `${slot.zone ?? "collection"} ${slot.label}`;
    const row = rows.get(key) ?? { key, label: slot.label, slots: {} };
    rows.set(key, row);
    row.slots[day] = slot;
  }
  return [...zones].map(([zone, rows]) => ({ zone, rows: [...rows.values()].sort(byHour) }));
}

/** Hours since noon UTC of its day: the same order as on the shop's clock. */
function hourOf({ slots }: TimeRow): number {
  const [first] = Object.entries(slots);
  if (!first?.[1]) return 0;
  const [day, slot] = [first[0], first[1]];
  return slot.whole_day ? -Infinity : Date.parse(slot.starts_at) - Date.parse(`${day}T12:00:00Z`);
}

function byHour(one: TimeRow, other: TimeRow): number {
  return hourOf(one) < hourOf(other) ? -1 : 1;
}
