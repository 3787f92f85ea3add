import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { server } from "@/testing/server";
import { minor, typed } from "@/admin/lib/amounts";
import type { Cutoff, Destination, Hit, Slot, Zone, Zones } from "./queries";
import { cutoffWords, daysWords, postcodesWords } from "./words";
import { postcodesOf } from "./zone-draft";
import ZonesPage from "./zones-page";

const cutoff: Cutoff = { kind: "working_days_before", days: 1, time: "14:00:00", minutes: null };
const morning: Slot = { id: 7, version: 3, weekdays: [1, 2, 3, 4, 5, 6], only_on: null, starts: "09:00:00", ends: "11:00:00", whole_day: false, capacity: 6, extra_fee: 800, cutoff, active: true };
const river: Zone = {
  id: 4, version: 2, name: "Vancouver", fee: 1900, free_above: null, minimum_order: 7500, travel_minutes: 16, service_minutes: 5, active: true,
  postcodes: [{ kind: "exact", low: "98660", high: null }, { kind: "prefix", low: "986", high: null }], templates: [morning],
};
const zones: Zones = { currency: "USD", zones: [river, { ...river, id: 5, name: "The coast", active: false, templates: [] }], collection: [] };
const destinations: Destination[] = [
  { kind_of_place: "hospital", species: ["Lilium"], latest_end: null, minutes_before_service: null, version: 1 },
  { kind_of_place: "school", species: [], latest_end: null, minutes_before_service: null, version: null },
];
const booked: Hit = [{ id: "d1", number: "K7MD-93QA", recipient_name: "Rosa Delgado", date: "2026-12-01", slot_id: 1, slot_label: "9 am – 11 am", status: { code: "scheduled", label: "Scheduled" }, waits: false }];
const manager = { ...florist, permissions: [...florist.permissions, "set_calendar"] };

beforeEach(() => {
  server.use(
    http.get("*/api/admin/zones", () => HttpResponse.json(zones)),
    http.get("*/api/admin/destinations", () => HttpResponse.json({ destinations })),
  );
});

const open = (me = manager) => renderDesk(<ZonesPage />, { at: "/zones", path: "/zones", me });

test("a zone says where it is, what it costs, and until when one can order", async () => {
  open();
  const card = within(await screen.findByRole("region", { name: "Vancouver" }));
  expect(card.getByText("$19 a delivery · orders from $75 · 21 minutes a stop")).toBeInTheDocument();
  expect(card.getByText("98660, 986*")).toBeInTheDocument();
  expect(card.getByText("9:00 AM – 11:00 AM")).toBeInTheDocument();
  expect(card.getByText("Mon to Sat · 6 places · $8 extra · order until 2:00 PM the working day before")).toBeInTheDocument();
  const retired = within(screen.getByRole("region", { name: "The coast" }));
  expect(retired.getByText("Retired")).toBeInTheDocument();
  expect(retired.getByText("No times yet: nobody can order here.")).toBeInTheDocument();
});

test("without zones the page says what to do", async () => {
  server.use(http.get("*/api/admin/zones", () => HttpResponse.json({ ...zones, zones: [] })));
  open();
  expect(await screen.findByText("The van goes nowhere yet")).toBeInTheDocument();
});

test("a zone is said anew, and whoever is booked elsewhere is named", async () => {
  const sent: unknown[] = [];
  server.use(http.patch("*/api/admin/zones/4", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ zone: river, booked }); }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change Vancouver" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Zone" }));
  const postcodes = dialog.getByRole("textbox", { name: "Postcodes" });
  expect(postcodes).toHaveValue("98660, 986*");
  await user.clear(postcodes);
  await user.type(postcodes, "98661 986*, 98670 - 98675");
  await user.type(dialog.getByRole("textbox", { name: "Free from (empty: never)" }), "125.50");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("1 delivery is booked otherwise. It keeps its place and its hour: move it, or call.")).toBeInTheDocument();
  expect(dialog.getByText("Rosa Delgado")).toBeInTheDocument();
  expect(sent).toEqual([{
    name: "Vancouver", fee: 1900, free_above: 12_550, minimum_order: 7500, travel_minutes: 16, service_minutes: 5, active: true, version: 2,
    postcodes: [{ kind: "exact", low: "98661", high: null }, { kind: "prefix", low: "986", high: null }, { kind: "range", low: "98670", high: "98675" }],
  }]);
  await user.click(dialog.getByRole("button", { name: "Done" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("postcodes that cannot be read are said at their field, and nothing is lost", async () => {
  server.use(http.post("*/api/admin/zones", () => refuse(422, "bad_postcodes", { detail: "9720 is not 5 digits." })));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Add a zone" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add a zone" }));
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox", { name: "Name" }), "Hills");
  await user.type(dialog.getByRole("textbox", { name: "Postcodes" }), "9720");
  await user.type(dialog.getByRole("textbox", { name: "Fee" }), "x");
  expect(dialog.getByText("An amount such as 12 or 12.50")).toBeInTheDocument();
  await user.clear(dialog.getByRole("textbox", { name: "Fee" }));
  await user.type(dialog.getByRole("textbox", { name: "Fee" }), "9");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByRole("textbox", { name: "Postcodes", description: /9720 is not 5 digits/ })).toHaveValue("9720");
});

test("a time of one day is added, with its cut-off in hours before", async () => {
  const sent: unknown[] = [];
  server.use(http.post("*/api/admin/slot-templates", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ template: morning, booked: [] }, { status: 201 }); }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Add a time to Vancouver" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add a time" }));
  await user.click(dialog.getByText("On one day alone"));
  await user.type(dialog.getByLabelText(/^Day( \*)?$/), "2027-02-14");
  await user.clear(dialog.getByLabelText(/^To/));
  await user.type(dialog.getByLabelText(/^To/), "08:00");
  expect(dialog.getByText("It ends after it starts")).toBeInTheDocument();
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.clear(dialog.getByLabelText(/^To/));
  await user.type(dialog.getByLabelText(/^To/), "12:00");
  await user.selectOptions(dialog.getByRole("combobox", { name: "Orders end" }), "Some time before it starts");
  expect(dialog.getByText("order until 2 hours before")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("9:00 AM – 12:00 PM is saved")).toBeInTheDocument();
  expect(sent).toEqual([{
    zone_id: 4, only_on: "2027-02-14", weekdays: [], starts: "09:00", ends: "12:00", whole_day: false, capacity: 10, extra_fee: 0, active: true,
    cutoff: { kind: "minutes_before", days: 0, time: null, minutes: 120 },
  }]);
});

test("a time is retired with the version that it has; a refusal is said", async () => {
  const sent: unknown[] = [];
  server.use(http.patch("*/api/admin/slot-templates/7", async ({ request }) => { sent.push(await request.json()); return refuse(409, "version_conflict", { detail: "Somebody else has just changed this time." }); }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change 9:00 AM – 11:00 AM, Vancouver" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Time" }));
  expect(dialog.getByRole("checkbox", { name: "Saturday" })).toBeChecked();
  await user.click(dialog.getByRole("checkbox", { name: "Saturday" }));
  await user.click(dialog.getByRole("switch", { name: "Customers can choose it" }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("Somebody else has just changed this time.")).toBeInTheDocument();
  expect(sent).toEqual([{
    weekdays: [1, 2, 3, 4, 5], starts: "09:00", ends: "11:00", whole_day: false, capacity: 6, extra_fee: 800, active: false, version: 3,
    cutoff: { kind: "working_days_before", days: 1, time: "14:00", minutes: null },
  }]);
});

test("what a school asks is said", async () => {
  const sent: unknown[] = [];
  server.use(http.put("*/api/admin/destinations/school", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ destinations }); }));
  const { user } = open();
  const places = within(await screen.findByRole("region", { name: "Where not everything can go" }));
  expect(await places.findByText("No Lilium")).toBeInTheDocument();
  await user.click(places.getByRole("button", { name: "Change A school" }));
  const dialog = within(await screen.findByRole("dialog", { name: "What is asked by: A school" }));
  await user.type(dialog.getByLabelText("There at the latest (empty: any hour)"), "15:00");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("A school is saved")).toBeInTheDocument();
  expect(sent).toEqual([{ version: null, species: [], latest_end: "15:00", minutes_before_service: null }]);
});

test("who may not set the calendar reads it", async () => {
  open(florist);
  expect(await screen.findByText("9:00 AM – 11:00 AM")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Add|Change/ })).not.toBeInTheDocument();
});

test.each<[Partial<Cutoff>, string]>([
  [{ kind: "days_before", days: 0 }, "until 2:00 PM the same day"],
  [{ kind: "days_before" }, "until 2:00 PM the day before"],
  [{ kind: "days_before", days: 3 }, "until 2:00 PM, 3 days before"],
  [{ days: 2 }, "until 2:00 PM, 2 working days before"],
  [{ kind: "minutes_before", time: null, minutes: 60 }, "until 1 hour before"],
  [{ kind: "minutes_before", time: null, minutes: 90 }, "until 90 minutes before"],
])("a cut-off in words: %j", (change, words) => {
  expect(cutoffWords({ ...cutoff, ...change })).toBe(words);
});

test("days, postcodes and amounts in words, and back", () => {
  expect(daysWords({ weekdays: [1, 2, 3, 4, 5, 6, 7], only_on: null })).toBe("Every day");
  expect(daysWords({ weekdays: [1, 3, 7], only_on: null })).toBe("Mon, Wed, Sun");
  expect(daysWords({ weekdays: [], only_on: "2027-02-14" })).toBe("Only Sun 14 Feb");
  expect(postcodesWords(postcodesOf("1 2 3 4 5 6 7 8 9 10"))).toBe("1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
  expect([minor("12,5", "USD"), minor("12", "JPY"), typed(1250, "USD"), typed(null, "USD")]).toEqual([1250, 12, "12.5", ""]);
});
