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

function byHour(one: TimeRow, other: TimeRow): number {
  const first = (row: TimeRow) => {
    const slot = Object.values(row.slots)[0];
    return slot ? `${slot.whole_day ? 0 : 1} ${slot.starts_at.slice(11)}` : "";
  };
  return first(one).localeCompare(first(other));
}
