import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { usd } from "@/testing/fixtures/catalog";
import { deskDelivery, deskOrder } from "@/testing/fixtures/desk-order";
import { florist } from "@/testing/fixtures/staff";
import { server } from "@/testing/server";
import { renderDesk } from "@/admin/testing/render";
import OrderPage from "./order/order-page";
import type { ShelfStem, Verdict } from "./queries";

const PARCEL = `*/api/admin/deliveries/${deskDelivery.id}`;
const choice = { code: "ask", label: "Ask first" };
const stem = (id: number, name: string, colors: string[]): ShelfStem => ({ id, name, species: name, colors, perishable: true, reorder_point: 0, free: 40, overbooked: 0, wanted: [], lots: [] });
const fits: Verdict = {
  choice, way: "ask", mismatches: [], replaced: usd(1500), substitutes: usd(1500), cheaper: false, missing: 0,
  deadline: "2026-11-24T20:00:00Z", by_default: "make", comes_back: usd(15465),
};

beforeEach(() => {
  server.use(
    http.get(`*/api/admin/orders/${deskOrder.number}`, () => HttpResponse.json({ ...deskOrder, substitution: choice })),
    http.get(`${PARCEL}/substitution`, () =>
      HttpResponse.json({ version: 1, choice, proposal: null, takes: [{ stem_id: 1, name: "Freedom rose", species: "Rose", colors: ["red"], quantity: 10, unit_cost: usd(150) }] }),
    ),
    http.get("*/api/admin/stock", () => HttpResponse.json({ date: "2026-11-25", today: "2026-11-24", stems: [stem(1, "Freedom rose", ["red"]), stem(2, "Iris", ["blue"]), stem(3, "Tulip", ["red"])] })),
  );
});

const openOrder = () => renderDesk(<OrderPage />, { at: `/orders/${deskOrder.number}`, path: "/orders/:number", me: florist });

test("a cheaper stem is taken in greater number, and the buyer is asked", async () => {
  const checked: unknown[] = [];
  const sent: unknown[] = [];
  server.use(
    http.post(`${PARCEL}/substitution/check`, async ({ request }) => {
      const wish = (await request.json()) as { swaps: { taken: number }[] };
      checked.push(wish);
      const enough = (wish.swaps[0]?.taken ?? 0) >= 15;
      return HttpResponse.json(enough ? fits : { ...fits, substitutes: usd(1000), cheaper: true });
    }),
    http.post(`${PARCEL}/substitution`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...deskOrder, deliveries: [{ ...deskDelivery, version: 2, asked_until: "2026-11-24T20:00:00Z" }] });
    }),
  );
  const { user } = openOrder();
  expect(await screen.findByText("If a flower is not good enough: ask first")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Other stems" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Other stems" }));
  await user.click(await dialog.findByRole("combobox", { name: "Which stem is not good enough?" }));
  await user.click(dialog.getByRole("option", { name: "Freedom rose (10)" }));
  await user.click(dialog.getByRole("combobox", { name: "Which one instead?" }));
  expect(dialog.getAllByRole("option").map((each) => each.textContent)).toEqual(["Tulip: red (40 free)", "Iris: blue (40 free)"]);
  await user.click(dialog.getByRole("option", { name: "Tulip: red (40 free)" }));
  expect(await dialog.findByText(/They cost only \$10.00, and what they replace \$15.00/)).toBeInTheDocument();
  expect(dialog.getByRole("button", { name: "Ask the buyer" })).toBeDisabled();
  await user.click(dialog.getByRole("button", { name: "Take 15: that is worth as much" }));
  expect(await dialog.findByText(/The buyer is asked by letter/)).toBeInTheDocument();
  expect(dialog.getByText("Without an answer it is made this way.")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Ask the buyer" }));
  expect(await screen.findByText("The buyer is being asked about other stems")).toBeInTheDocument();
  const swaps = [{ stem_id: 1, substitute_id: 3, quantity: 10, taken: 15 }];
  expect(checked.at(-1)).toEqual({ swaps, how: "chosen" });
  expect(sent).toEqual([{ swaps, how: "chosen", reason: "", version: 1 }]);
});

test("what her choice does not allow can be asked or refunded instead", async () => {
  server.use(
    http.post(`${PARCEL}/substitution/check`, async ({ request }) => {
      const { how } = (await request.json()) as { how: string };
      const not = { ...fits, way: null, mismatches: ["Iris has none of the colors of Freedom rose: red."] };
      return HttpResponse.json(how === "refund" ? { ...fits, way: "refund" } : not);
    }),
  );
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Other stems" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Other stems" }));
  await user.click(await dialog.findByRole("combobox", { name: "Which stem is not good enough?" }));
  await user.click(dialog.getByRole("option", { name: "Freedom rose (10)" }));
  await user.click(dialog.getByRole("combobox", { name: "Which one instead?" }));
  await user.click(dialog.getByRole("option", { name: "Iris: blue (40 free)" }));
  expect(await dialog.findByText("Iris has none of the colors of Freedom rose: red.")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Leave it out and give the money back" }));
  expect(await dialog.findByText("What needs these stems is left out, and $154.65 go back.")).toBeInTheDocument();
  expect(dialog.getByRole("button", { name: "Give the money back" })).toBeEnabled();
});
