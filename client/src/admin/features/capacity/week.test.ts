import { expect, test } from "vitest";
import type { CalendarDay, SlotLoad } from "@/admin/lib/calendar";
import { zonesOf } from "./week";

const places = { capacity: 5, reserved: 1, overbooked: 0, open: true };

function slot(id: number, label: string, starts_at: string, facts: Partial<SlotLoad> = {}): SlotLoad {
  return { id, version: 1, label, zone: "Inner", method: "van", starts_at, whole_day: false, open: true, places, ...facts };
}

function day(date: string, slots: SlotLoad[]): CalendarDay {
  return { date, open: true, closed_because: "", blackout: null, version: 1, staff: null, workroom: null, morning: null, afternoon: null, vans: null, slots };
}

test("a row for each time of each zone, the whole day first, then by the shop's hour", () => {
  // Four in the afternoon in Portland is after midnight in UTC.
  const monday = day("2026-11-23", [
    slot(1, "4 pm – 6 pm", "2026-11-24T00:00:00Z"),
    slot(2, "9 am – 11 am", "2026-11-23T17:00:00Z"),
    slot(3, "Any time 9 am – 6 pm", "2026-11-23T17:00:00Z", { whole_day: true }),
    slot(4, "9 am – 1 pm", "2026-11-23T17:00:00Z", { zone: null, method: "collection" }),
  ]);
  const sunday = day("2026-11-29", [slot(5, "9 am – 11 am", "2026-11-29T17:00:00Z")]);
  const zones = zonesOf([monday, sunday]);
  expect(zones.map(({ zone, rows }) => [zone, rows.map(({ label }) => label)])).toEqual([
    ["Inner", ["Any time 9 am – 6 pm", "9 am – 11 am", "4 pm – 6 pm"]],
    [null, ["9 am – 1 pm"]],
  ]);
  const nine = zones[0]?.rows[1]?.slots;
  expect([nine?.["2026-11-23"]?.id, nine?.["2026-11-29"]?.id, nine?.["2026-11-24"]?.id]).toEqual([2, 5, undefined]);
});

test("a week without slots has no rows", () => {
  expect(zonesOf([day("2026-11-23", [])])).toEqual([]);
});
