import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import BuyPage from "./buy-page";
import PurchasesPage from "./purchases-page";
import StemsPage from "./stems-page";
import SuppliersPage from "./suppliers-page";
import type { Basket, Conflict, Purchase, Stem, Supplier } from "./queries";
import { letterOf, mailOf } from "./letter";

const usd = (amount: number) => ({ amount, currency: "USD" });
const chosen = { id: 1, name: "Rose Quarter", email: "orders@rq.example", phone: "" };
const basket: Basket = {
  supplier: chosen, arrives_on: "2027-02-12", order_by: "2027-02-08", late: false, total: usd(4500),
  lines: [
    { stem_id: 7, name: "Freedom rose", lot_id: 40, reserved: 23, brings: 300, free: 0, coming: 0, reorder_point: 25, bunch: 25, suggested: 25, unit_cost: usd(140) },
    { stem_id: 9, name: "Glass vase", lot_id: null, reserved: 0, brings: null, free: 6, coming: 2, reorder_point: 10, bunch: 1, suggested: 14, unit_cost: usd(500) },
  ],
};
const purchase: Purchase = {
  id: 5, supplier: chosen, arrives_on: "2027-02-12", state: { code: "open", label: "To send" }, version: 1, total: usd(3500),
  lines: [{ id: 11, stem_id: 7, name: "Freedom rose", lot_id: 40, ordered: 25, reserved: 23, received: null, unit_cost: usd(140), proposed_end: "2027-02-24" }],
};
const conflict: Conflict = { kind: "stem_lot", ref: "40", what: "Freedom rose", over: 4, deliveries: [{ id: "d1", number: "K7MD-93QA", recipient_name: "Rosa Delgado", date: "2027-02-14", making_day: "2027-02-14", quantity: 12 }] };
const supplier: Supplier = {
  ...chosen, note: "Ask for Io", active: true, version: 3,
  supplies: [{ stem_id: 7, stem_name: "Freedom rose", weekdays: [1, 4], quantity: 300, bunch: 25, arrives: "04:30", order_days_before: 2, first_month: 11, last_month: 5, version: 2 }],
};
const stem = (id: number, name: string, substitute_ids: number[] = []): Stem => ({
  id, slug: name, name, species: "Rose", colors: [], perishable: true, vase_days: 7, unit_cost: usd(140), proposed_end: "2027-02-20",
  reorder_point: 25, lead_days: 2, supplier_id: 1, substitute_ids, version: 4,
});

function buying(baskets: Basket[] = [basket]) {
  server.use(http.get("*/api/admin/stock/to-buy", () => HttpResponse.json({ today: "2027-02-08", until: "2027-03-01", baskets })));
  return renderDesk(<BuyPage />, { at: "/stock/to-buy", path: "/stock/to-buy" });
}

function ordering(items: Purchase[] = [purchase]) {
  server.use(http.get("*/api/admin/purchase-orders", () => HttpResponse.json({ today: "2027-02-12", items })));
  return renderDesk(<PurchasesPage />, { at: "/stock/orders", path: "/stock/orders" });
}

function supplying(items: Supplier[] = [supplier]) {
  server.use(
    http.get("*/api/admin/suppliers", () => HttpResponse.json({ items })),
    http.get("*/api/admin/stems", () => HttpResponse.json({ items: [stem(7, "Freedom rose", [8]), stem(8, "Mondial rose")] })),
  );
}

test("what is to buy says why, and one press orders it", async () => {
  const sent: unknown[] = [];
  server.use(http.post("*/api/admin/purchase-orders", async ({ request }) => { sent.push(await request.json()); return HttpResponse.json(purchase, { status: 201 }); }));
  const { user } = buying();
  const card = within(await screen.findByRole("region", { name: "Rose Quarter, Fri 12 Feb" }));
  expect(card.getByText("Order today")).toBeInTheDocument();
  expect(card.getByText("23 promised · 300 can come in bunches of 25")).toBeInTheDocument();
  expect(card.getByText("6 free by then · 2 of them on the way · ordered again below 10")).toBeInTheDocument();
  expect(card.getByText("As suggested: $45.00")).toBeInTheDocument();
  await user.clear(card.getByRole("textbox", { name: "How many Freedom rose" }));
  await user.type(card.getByRole("textbox", { name: "How many Freedom rose" }), "50");
  await user.clear(card.getByRole("textbox", { name: "How many Glass vase" }));
  await user.click(card.getByRole("button", { name: "Order at Rose Quarter for Fri 12 Feb" }));
  expect(await screen.findByText("Ordered at Rose Quarter: now send it")).toBeInTheDocument();
  expect(sent).toEqual([{ supplier_id: 1, arrives_on: "2027-02-12", lines: [{ stem_id: 7, lot_id: 40, quantity: 50 }] }]);
});

test("what could not be ordered is said where it was pressed; an order can be taken back", async () => {
  const off: unknown[] = [];
  server.use(
    http.post("*/api/admin/purchase-orders", () => refuse(409, "below_reserved", { detail: "23 are already promised; 5 would be too few." }), { once: true }),
    http.post("*/api/admin/purchase-orders", () => HttpResponse.json(purchase, { status: 201 })),
    http.post("*/api/admin/purchase-orders/5/cancel", async ({ request }) => { off.push(await request.json()); return HttpResponse.json({ order: purchase, conflicts: [] }); }),
  );
  const { user } = buying([{ ...basket, late: true }]);
  expect(await screen.findByText("Should have been ordered by Mon 8 Feb: call them")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^Order at/ }));
  expect(await screen.findByText("23 are already promised; 5 would be too few.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^Order at/ }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Called off")).toBeInTheDocument();
  expect(off).toEqual([{ version: 1, reason: "" }]);
});

test("nothing to buy is said; how far one looks stands in the address", async () => {
  const { user, address } = buying([]);
  expect(await screen.findByText("Nothing to buy")).toBeInTheDocument();
  await user.selectOptions(screen.getByRole("combobox", { name: "To arrive within" }), "6 weeks");
  expect(address()).toBe("/stock/to-buy?until=2027-03-22");
});

test("an order that comes short lists whom it hits", async () => {
  const told: unknown[] = [];
  server.use(http.post("*/api/admin/purchase-orders/5/arrive", async ({ request }) => {
    told.push(await request.json());
    return HttpResponse.json({ order: purchase, conflicts: [conflict] });
  }));
  const { user } = ordering();
  await user.click(await screen.findByRole("button", { name: "It has come: order 5" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Order 5 has come" }));
  await user.clear(dialog.getByRole("textbox", { name: "How many Freedom rose came" }));
  await user.type(dialog.getByRole("textbox", { name: "How many Freedom rose came" }), "19");
  expect(dialog.getByLabelText("Freedom rose last until")).toHaveValue("2027-02-24");
  await user.click(dialog.getByRole("button", { name: "Take in" }));
  expect(await dialog.findByText("4 Freedom rose")).toBeInTheDocument();
  expect(dialog.getByText(/Rosa Delgado, Sun 14 Feb/)).toBeInTheDocument();
  expect(told).toEqual([{ arrived: "2027-02-12", reason: "", version: 1, lines: [{ id: 11, received: 19, vase_life_end: null }] }]);
  await user.click(dialog.getByRole("button", { name: "Done" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("fewer than are promised wants a reason", async () => {
  const told: unknown[] = [];
  server.use(http.patch("*/api/admin/purchase-orders/5", async ({ request }) => { told.push(await request.json()); return HttpResponse.json({ order: purchase, conflicts: [] }); }));
  const { user } = ordering();
  await user.click(await screen.findByRole("button", { name: "Change: order 5" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Change order 5" }));
  await user.clear(dialog.getByRole("textbox", { name: "How many Freedom rose" }));
  await user.type(dialog.getByRole("textbox", { name: "How many Freedom rose" }), "20");
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.click(dialog.getByRole("button", { name: "They have no more" }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Changed")).toBeInTheDocument();
  expect(told).toEqual([{ lines: [{ id: 11, quantity: 20 }], reason: "They have no more", version: 1 }]);
});

test("calling off asks once more; what is over can only be read", async () => {
  server.use(http.post("*/api/admin/purchase-orders/5/cancel", () => refuse(409, "purchase_ended", { detail: "This order is arrived already." })));
  const over: Purchase = { ...purchase, id: 4, state: { code: "arrived", label: "Arrived" }, lines: purchase.lines.map((line) => ({ ...line, received: 20 })) };
  const { user } = ordering([purchase, over]);
  const ended = within(await screen.findByRole("article", { name: "Order 4" }));
  expect(ended.queryAllByRole("button")).toEqual([]);
  expect(ended.getByText("20 came · 25 ordered")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Call off: order 5" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Call off order 5?" }));
  await user.click(dialog.getByRole("button", { name: "Call off" }));
  expect(await dialog.findByText("This order is arrived already.")).toBeInTheDocument();
});

test("the order as its supplier reads it", () => {
  expect(letterOf(purchase, "Posy")).toBe("To Rose Quarter\n\nPlease bring on Friday, February 12, 2027:\n\n25 × Freedom rose\n\nThank you,\nPosy");
  expect(mailOf(purchase, "Posy")).toContain("mailto:orders@rq.example?subject=Order%205%20for%20Fri%2012%20Feb&body=To%20Rose");
  expect(mailOf({ ...purchase, supplier: { ...chosen, email: "" } }, "Posy")).toBeUndefined();
});

test("a supplier says what it brings; who brings less is told whom it hits", async () => {
  const told: unknown[] = [];
  supplying();
  server.use(http.put("*/api/admin/suppliers/1/stems/7", async ({ request }) => { told.push(await request.json()); return HttpResponse.json({ supplier: { ...supplier, supplies: supplier.supplies.map((each) => ({ ...each, version: 3 })) }, conflicts: [conflict] }); }));
  const { user } = renderDesk(<SuppliersPage />, { at: "/stock/suppliers", path: "/stock/suppliers" });
  expect(await screen.findByText("Mon, Thu: 300 in bunches of 25 · ordered 2 days before · Nov to May")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Change Freedom rose of Rose Quarter" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Freedom rose of Rose Quarter" }));
  await user.click(dialog.getByRole("checkbox", { name: "Thu" }));
  await user.clear(dialog.getByRole("textbox", { name: "At most, each time" }));
  await user.type(dialog.getByRole("textbox", { name: "At most, each time" }), "100");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("4 Freedom rose")).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Undone")).toBeInTheDocument();
  expect(told[1]).toEqual({ weekdays: [1, 4], quantity: 300, bunch: 25, arrives: "04:30", order_days_before: 2, first_month: 11, last_month: 5, version: 3 });
  expect(told.slice(0, 1)).toEqual([{ weekdays: [1], quantity: 100, bunch: 25, arrives: "04:30", order_days_before: 2, first_month: 11, last_month: 5, version: 2 }]);
});

test("a name that is taken is said at its field", async () => {
  supplying([]);
  server.use(http.post("*/api/admin/suppliers", () => refuse(409, "supplier_exists", { detail: "There is a supplier of this name already" })));
  const { user } = renderDesk(<SuppliersPage />, { at: "/stock/suppliers", path: "/stock/suppliers" });
  expect(await screen.findByText("Nobody brings anything yet")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Add a supplier" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add a supplier" }));
  await user.type(dialog.getByRole("textbox", { name: /^Name/ }), "Rose Quarter");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("There is a supplier of this name already")).toBeInTheDocument();
});

test("a stem's substitutes are written after its facts, with the version that they left", async () => {
  const told: unknown[] = [];
  supplying();
  server.use(
    http.patch("*/api/admin/stems/7", async ({ request }) => { told.push(await request.json()); return HttpResponse.json({ ...stem(7, "Freedom rose", [8]), version: 5 }); }),
    http.put("*/api/admin/stems/7/substitutes", async ({ request }) => { told.push(await request.json()); return HttpResponse.json(stem(7, "Freedom rose")); }),
  );
  const { user } = renderDesk(<StemsPage />, { at: "/stock/stems", path: "/stock/stems" });
  expect(await screen.findByText("Instead: Mondial rose")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Change Freedom rose" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Change Freedom rose" }));
  await user.click(dialog.getByRole("combobox", { name: /^May be replaced/ }));
  await user.keyboard("{Backspace}");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Freedom rose saved")).toBeInTheDocument();
  expect(told).toEqual([{ unit_cost: 140, reorder_point: 25, lead_days: 2, supplier_id: 1, version: 4 }, { stem_ids: [], version: 5 }]);
});
