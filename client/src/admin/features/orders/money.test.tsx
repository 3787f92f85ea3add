import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { usd } from "@/testing/fixtures/catalog";
import { deskDelivery, deskOrder, deskRows, newSlots } from "@/testing/fixtures/desk-order";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import OrdersPage from "./day/orders-page";
import OrderPage from "./order/order-page";
import type { DeskOrder, NewSums } from "./queries";

const ADDRESS = `*/api/admin/orders/${deskOrder.number}`;
const PARCEL = `*/api/admin/deliveries/${deskDelivery.id}`;
const owing: DeskOrder = {
  ...deskOrder,
  channel: "phone",
  taken_by: "Wren Abbott",
  due_at: "2126-11-29T02:00:00Z",
  money: { ...deskOrder.money, captured: usd(10000), balance_due: usd(5465) },
};
const sums: NewSums = { total: usd(23865), credit: usd(0), delivery_fee: usd(900), tax: usd(1065), difference: usd(8400), balance_due: usd(8400), comes_back: usd(0) };

let order: DeskOrder = owing;
beforeEach(() => {
  order = owing;
  server.use(
    http.get(ADDRESS, () => HttpResponse.json(order)),
    http.get(`${PARCEL}/slots`, () => HttpResponse.json(newSlots)),
  );
});

const open = () => renderDesk(<OrderPage />, { at: `/orders/${deskOrder.number}`, path: "/orders/:number" });

interface Sent { key: string | null; body: Record<string, unknown> }

/** Keeps what is posted, and answers each time with the next answer, the last for good. */
function listen(address: string, ...answers: (() => Response)[]): Sent[] {
  const sent: Sent[] = [];
  server.use(
    http.post(address, async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: (await request.json()) as Record<string, unknown> });
      return answers[Math.min(sent.length, answers.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
  return sent;
}

test("an order from the phone says who took it, and what is still to pay until when", async () => {
  open();
  expect(await screen.findByText("Taken on the phone by Wren Abbott")).toBeInTheDocument();
  const due = within(screen.getByRole("region", { name: "Still to pay" }));
  expect(due.getByText("$54.65 still to pay")).toBeInTheDocument();
  expect(due.getByText("by Nov 28, 2126, 6:00 PM")).toBeInTheDocument();
  expect(due.queryByText("Overdue")).not.toBeInTheDocument();
});

test("past its deadline it is overdue; an order without a balance says nothing of one", async () => {
  order = { ...owing, due_at: "2026-11-20T02:00:00Z" };
  const { unmount } = open();
  expect(await screen.findByText("Overdue")).toBeInTheDocument();
  unmount();
  order = deskOrder;
  open();
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByRole("region", { name: "Still to pay" })).not.toBeInTheDocument();
});

test("a payment that staff took says how, and by whom", async () => {
  const [card] = deskOrder.money.payments;
  if (!card) throw new Error("The fixture has a payment");
  order = { ...owing, money: { ...owing.money, payments: [card, { ...card, attempt: 2, provider: "desk", method: "cash", who: "Iris Vance", amount: usd(2000), captured: usd(2000) }] } };
  open();
  const [first, second] = within(await screen.findByRole("list", { name: "Payments" })).getAllByRole("listitem");
  expect(first).toHaveTextContent(/Stripe.*\$154\.65/);
  expect(second).toHaveTextContent(/Cash.*taken by Iris Vance.*\$20\.00/);
});

test("money is taken once, at most what is due, and what was typed stays after a refusal", async () => {
  const paid: DeskOrder = { ...owing, version: 3, money: { ...owing.money, captured: usd(15465), balance_due: usd(0) }, due_at: null };
  const sent = listen(`${ADDRESS}/payments`, () => refuse(503, "busy"), () => HttpResponse.json(paid));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Take payment" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Take payment" }));
  const field = dialog.getByRole("textbox", { name: /^How much/ });
  expect(field).toHaveValue("54.65");
  await user.clear(field);
  await user.type(field, "60");
  expect(dialog.getByText("At most $54.65.")).toBeInTheDocument();
  expect(dialog.getByRole("button", { name: "Take $60.00" })).toBeDisabled();
  await user.clear(field);
  await user.type(field, "54.65");
  await user.click(dialog.getByRole("radio", { name: "By card at the terminal" }));
  await user.click(dialog.getByRole("button", { name: "Take $54.65" }));
  expect(await dialog.findByText("Detail of busy.")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Take $54.65" }));
  expect(await screen.findByText("$54.65 taken.")).toBeInTheDocument();
  expect(sent.map(({ body }) => body)).toEqual([0, 1].map(() => ({ version: 2, method: "card", amount: usd(5465), note: "" })));
  expect(sent[0]?.key).toBe(sent[1]?.key);
  await vi.waitFor(() => expect(screen.queryByRole("region", { name: "Still to pay" })).not.toBeInTheDocument());
});

test("the link is sent again with one press; without an address there is none to send", async () => {
  const sent = listen(`${ADDRESS}/payment-link`, () => HttpResponse.json(owing));
  const { user, unmount } = open();
  await user.click(await screen.findByRole("button", { name: "Send payment link" }));
  expect(await screen.findByText("Payment link sent to sam@example.com.")).toBeInTheDocument();
  expect(sent.map(({ body }) => body)).toEqual([{ version: 2 }]);
  unmount();
  order = { ...owing, buyer: { ...owing.buyer, email: "" } };
  open();
  await screen.findByRole("button", { name: "Take payment" });
  expect(screen.queryByRole("button", { name: "Send payment link" })).not.toBeInTheDocument();
});

test("flowers are added at a price that was told before", async () => {
  const asked = listen(`${PARCEL}/lines/preview`, () => HttpResponse.json(sums));
  const sent = listen(`${PARCEL}/lines`, () => HttpResponse.json(owing));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Add flowers" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add flowers" }));
  await user.type(dialog.getByRole("combobox", { name: "Find flowers" }), "rose");
  await dialog.findByRole("option", { name: /Rose City Dozen/ });
  await user.keyboard("{Enter}");
  await user.click((await dialog.findAllByRole("button", { name: /^Standard/ }))[0] as HTMLElement);
  const told = within(await dialog.findByRole("region", { name: "What it comes to then" }));
  expect(told.getByText("$84.00 to collect")).toBeInTheDocument();
  expect(told.getByText("$238.65")).toBeInTheDocument();
  const add = dialog.getByRole("button", { name: "Add them" });
  expect(add).toBeDisabled();
  await user.type(dialog.getByRole("textbox", { name: /^Why/ }), "She called");
  await user.click(add);
  expect(await screen.findByText("Added.")).toBeInTheDocument();
  const lines = asked[0]?.body.lines;
  expect(sent.map(({ body }) => body)).toEqual([{ version: 1, lines, expected: { total: usd(23865), balance_due: usd(8400) }, reason: "She called", send_link: true }]);
});

test("another address tells its fee, asks for another hour where the old one is not to be had, and gives back", async () => {
  const back: NewSums = { ...sums, total: usd(14965), difference: usd(-500), balance_due: usd(0), comes_back: usd(500), delivery_fee: usd(400) };
  const asked = listen(`${PARCEL}/address/preview`, () => refuse(404, "slot_not_found"), () => HttpResponse.json(back));
  const sent = listen(`${PARCEL}/address`, () => HttpResponse.json(owing));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Other address" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Another address" }));
  const postcode = dialog.getByRole("textbox", { name: /^Postcode/ });
  await user.clear(postcode);
  await user.type(postcode, "97034");
  await user.click(dialog.getByRole("button", { name: "See what it costs" }));
  expect(await dialog.findByText("Detail of slot_not_found.")).toBeInTheDocument();
  await user.click(await dialog.findByRole("radio", { name: /^5 pm – 8 pm/ }));
  const told = within(await dialog.findByRole("region", { name: "What it comes to then" }));
  expect(told.getByText("$5.00 go back at once")).toBeInTheDocument();
  expect(told.getByText("−$5.00")).toBeInTheDocument();
  await user.type(dialog.getByRole("textbox", { name: /^Why/ }), "She moved");
  await user.click(dialog.getByRole("button", { name: "Send it there" }));
  expect(await screen.findByText("It goes there now.")).toBeInTheDocument();
  expect(asked.map(({ body }) => [(body.recipient as { postcode: string }).postcode, body.slot_id])).toEqual([["97034", null], ["97034", newSlots.slots[1]?.id]]);
  expect(sent[0]?.body).toMatchObject({ version: 1, slot_id: newSlots.slots[1]?.id, expected: { total: usd(14965), balance_due: usd(0) }, reason: "She moved", send_link: false });
});

test("the list finds what is unpaid, and marks what is overdue", async () => {
  const asked: string[] = [];
  const [row] = deskRows.items;
  if (!row) throw new Error("The fixture has a row");
  server.use(
    http.get("*/api/admin/orders", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ ...deskRows, items: [{ ...row, balance_due: usd(5465), due_at: "2026-11-20T02:00:00Z" }] });
    }),
  );
  const { user, address } = renderDesk(<OrdersPage />, { at: "/orders?date=2026-11-25", path: "/orders" });
  await user.click(await screen.findByRole("button", { name: "Unpaid" }));
  expect(await screen.findByText("1 order with something to pay")).toBeInTheDocument();
  expect(screen.getAllByText("$54.65 overdue").length).toBeGreaterThan(0);
  expect(address()).toBe("/orders?date=2026-11-25&unpaid=1");
  expect(asked.at(-1)).toBe("?unpaid=1&page=1");
});
