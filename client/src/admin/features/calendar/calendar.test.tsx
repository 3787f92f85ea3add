import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { slot } from "@/testing/fixtures/delivery";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { server } from "@/testing/server";
import CalendarPage from "./calendar-page";
import type { Blackout, Hit, Rules } from "./queries";
import { repeatOf, ruleOf } from "./recurrence";

const christmas: Blackout = {
  id: 4, version: 2, first: "2026-12-24", last: "2026-12-26", rule: "", reason: "Christmas", scope: null,
  zone_id: null, category_id: null, product_id: null, next_days: ["2026-12-24", "2026-12-25", "2026-12-26"],
};
const rules: Rules = {
  today: "2026-11-25",
  blackouts: [christmas],
  overrides: [{ date: "2027-02-14", name: "Valentine's Day", open: true, product_ids: [7, 8], capacity_percent: null, last_order: null, own_slots: false, version: 1 }],
  florist_days: [{ name: "Valentine's Day", date: "2027-02-14" }, { name: "Mother's Day", date: "2027-05-09" }],
  holidays: [{ name: "Thanksgiving Day", date: "2026-11-26", closed: true }, { name: "Labor Day", date: "2027-09-06", closed: false }],
  zones: [{ id: 3, name: "Vancouver" }],
  categories: [{ id: 5, name: "Roses" }],
  products: [{ id: 7, name: "Rose City Dozen" }, { id: 8, name: "Ember" }],
};
const booked: Hit = [{ id: "d1", number: "K7MD-93QA", recipient_name: "Rosa Delgado", date: "2026-12-01", slot_id: 1, slot_label: "9 am – 11 am", status: { code: "scheduled", label: "Scheduled" }, waits: false }];
const manager = { ...florist, permissions: [...florist.permissions, "set_calendar"] };

beforeEach(() => {
  server.use(
    http.get("*/api/admin/calendar", () => HttpResponse.json(rules)),
    http.get("*/api/admin/calendar/preview", () => HttpResponse.json({ zone: null, slots: [] })),
  );
});

const open = (me = manager) => renderDesk(<CalendarPage />, { at: "/calendar", path: "/calendar", me });

test("all that is special about a day is said in its line", async () => {
  const special = { ...rules.overrides[0], capacity_percent: 150, last_order: "2027-02-12T18:00:00", own_slots: true, product_ids: null };
  server.use(http.get("*/api/admin/calendar", () => HttpResponse.json({ ...rules, overrides: [special] })));
  open();
  expect(await screen.findByText("Sun 14 Feb · 150 % of the places · order until Fri 12 Feb, 6:00 PM · times of its own")).toBeInTheDocument();
});

test("what is ahead stands by day, with whom it closes", async () => {
  open();
  const rows = within(await screen.findByRole("list", { name: "What is ahead" })).getAllByRole("listitem");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining("ChristmasWhole shopThu 24 Dec to Sat 26 Dec"),
    expect.stringContaining("Valentine's DayOpenSun 14 Feb · Only 2 products"),
  ]);
});

test("days are closed for a zone, and whoever is booked is named", async () => {
  const sent: unknown[] = [];
  server.use(http.post("*/api/admin/blackouts", async ({ request }) => {
    sent.push(await request.json());
    return HttpResponse.json({ blackout: christmas, booked }, { status: 201 });
  }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Close days" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Close days" }));
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.clear(dialog.getByLabelText(/^From/));
  await user.type(dialog.getByLabelText(/^From/), "2026-12-01");
  await user.selectOptions(dialog.getByRole("combobox", { name: "For whom?" }), "A zone");
  await user.click(dialog.getByRole("combobox", { name: "Which zone?" }));
  await user.click(await dialog.findByRole("option", { name: "Vancouver" }));
  await user.click(dialog.getByRole("button", { name: "Weather" }));
  await user.selectOptions(dialog.getByRole("combobox", { name: "Repeats" }), "Every week");
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.type(dialog.getByLabelText(/^Until/), "2026-12-15");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("1 delivery is booked on these days. It stays booked: move it, or call.")).toBeInTheDocument();
  expect(dialog.getByText("Rosa Delgado")).toBeInTheDocument();
  expect(sent).toEqual([{ first: "2026-12-01", last: "2026-12-01", reason: "Weather", rule: "FREQ=WEEKLY;UNTIL=20261215", zone_id: 3 }]);
  await user.click(dialog.getByRole("button", { name: "Done" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("a refusal is said in the dialog, and nothing of it is lost", async () => {
  server.use(http.patch("*/api/admin/blackouts/4", () => refuse(409, "version_conflict", { detail: "Somebody else has just changed this blackout." })));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change Christmas" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("Somebody else has just changed this blackout.")).toBeInTheDocument();
  expect(dialog.getByDisplayValue("2026-12-24")).toBeInTheDocument();
});

test("what is removed can be put back", async () => {
  const sent: unknown[] = [];
  server.use(
    http.delete("*/api/admin/blackouts/4", ({ request }) => { sent.push(new URL(request.url).search); return new HttpResponse(null, { status: 204 }); }),
    http.post("*/api/admin/blackouts", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ blackout: christmas, booked: [] }, { status: 201 }); }),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Remove Christmas" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Christmas is back")).toBeInTheDocument();
  expect(sent).toEqual(["?version=2", { first: "2026-12-24", last: "2026-12-26", reason: "Christmas", rule: "", zone_id: null, category_id: null, product_id: null }]);
});

test("a special day is said anew with the version that it has", async () => {
  const sent: unknown[] = [];
  server.use(http.put("*/api/admin/overrides/2027-02-14", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ override: rules.overrides[0], booked: [] }); }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change Valentine's Day" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Special day" }));
  await user.click(dialog.getByText("Closed"));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Valentine's Day is saved")).toBeInTheDocument();
  expect(sent).toEqual([{ version: 1, name: "Valentine's Day", open: false, own_slots: false }]);
});

test("a florist's day is prepared: other places, times of its own, an end of orders", async () => {
  const sent: unknown[] = [];
  server.use(http.put("*/api/admin/overrides/2027-05-09", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json({ override: rules.overrides[0], booked }); }));
  const { user } = open();
  const days = within(await screen.findByRole("region", { name: "Florists' days" }));
  expect(days.getByText("Prepared")).toBeInTheDocument();
  expect(days.queryByRole("button", { name: "Prepare Valentine's Day" })).not.toBeInTheDocument();
  await user.click(days.getByRole("button", { name: "Prepare Mother's Day" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Special day" }));
  await user.type(dialog.getByRole("textbox", { name: "Places, as a share of usual" }), "150");
  await user.type(dialog.getByLabelText("No orders from"), "2027-05-07T18:00");
  await user.click(dialog.getByRole("switch", { name: /^Only times of this day alone/ }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("Rosa Delgado")).toBeInTheDocument();
  expect(sent).toEqual([{
    version: null, name: "Mother's Day", open: true, product_ids: null, capacity_percent: 150, last_order: "2027-05-07T18:00", own_slots: true,
  }]);
});

test("the preview tells what a customer of a ZIP code reads", async () => {
  const asked: string[] = [];
  const closed = { ...slot, available: false, reasons: [{ code: "closed", message: "We are closed at this time: Christmas.", stems: [] }] };
  server.use(http.get("*/api/admin/calendar/preview", ({ request }) => {
    const { searchParams } = new URL(request.url);
    asked.push(searchParams.toString());
    return HttpResponse.json(searchParams.has("postcode") ? { zone: "Inner Portland", slots: [closed] } : { zone: null, slots: [] });
  }));
  const { user } = open();
  const preview = within(await screen.findByRole("region", { name: "What a customer sees" }));
  expect(await preview.findByText("There are no times on this day.")).toBeInTheDocument();
  await user.type(preview.getByLabelText("ZIP code"), "97201");
  expect(await preview.findByText("We are closed at this time: Christmas.")).toBeInTheDocument();
  expect(preview.getByText("Inner Portland")).toBeInTheDocument();
  expect(asked).toEqual(["date=2026-11-25", "date=2026-11-25&postcode=97201"]);
});

test("a holiday is closed by one switch, and the others stay", async () => {
  const sent: unknown[] = [];
  server.use(http.put("*/api/admin/calendar/holidays", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json(rules); }));
  const { user } = open();
  expect(await screen.findByRole("switch", { name: "Thanksgiving Day" })).toBeChecked();
  await user.click(screen.getByRole("switch", { name: "Labor Day" }));
  expect(await screen.findByText("Closed on Labor Day")).toBeInTheDocument();
  expect(sent).toEqual([{ names: ["Thanksgiving Day", "Labor Day"], seen: ["Thanksgiving Day"] }]);
});

test("who may not set the calendar reads it", async () => {
  open(florist);
  expect(await screen.findByText("Christmas")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Close days|Special day|Change|Remove/ })).not.toBeInTheDocument();
});

test.each(["", "FREQ=WEEKLY;UNTIL=20261215", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3"])("a rule that is only looked at stays as it is: %s", (rule) => {
  expect(ruleOf(repeatOf(rule))).toBe(rule);
});
