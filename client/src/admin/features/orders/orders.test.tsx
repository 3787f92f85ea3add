import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { deskDelivery, deskOrder, deskRows, newSlots } from "@/testing/fixtures/desk-order";
import { usd } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { server } from "@/testing/server";
import OrdersPage from "./day/orders-page";
import OrderPage from "./order/order-page";
import type { DeskOrder } from "./queries";

const ADDRESS = `*/api/admin/orders/${deskOrder.number}`;
const PARCEL = `*/api/admin/deliveries/${deskDelivery.id}`;

beforeEach(() => {
  server.use(
    http.get("*/api/admin/orders", () => HttpResponse.json(deskRows)),
    http.get(ADDRESS, () => HttpResponse.json(deskOrder)),
    http.get(`${PARCEL}/slots`, () => HttpResponse.json(newSlots)),
  );
});

const openOrder = (permissions = florist.permissions) => renderDesk(<OrderPage />, { at: `/orders/${deskOrder.number}`, path: "/orders/:number", me: { ...florist, permissions } });
const changed = (part: Partial<typeof deskDelivery>, version = 2): DeskOrder => ({ ...deskOrder, version: version + 1, deliveries: [{ ...deskDelivery, version, ...part }] });

/** Keeps what is sent, and answers each time with the next answer. */
function listen(method: "post" | "patch", address: string, ...answers: (DeskOrder | Response)[]) {
  const sent: Record<string, unknown>[] = [];
  server.use(
    http[method](address, async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer instanceof Response ? answer : HttpResponse.json(answer);
    }),
  );
  return sent;
}

test("a day lists its orders with hour, recipient and flowers; the address bar keeps what is asked", async () => {
  const asked: string[] = [];
  server.use(http.get("*/api/admin/orders", ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json(deskRows);
  }));
  const { user, address } = renderDesk(<OrdersPage />, { at: "/orders?date=2026-11-25", path: "/orders" });
  const table = within(await screen.findByRole("table", { name: "Orders", hidden: true }));
  expect(table.getByRole("link", { name: deskOrder.number, hidden: true })).toHaveAttribute("href", `/orders/${deskOrder.number}`);
  expect(table.getByText("Rosa Delgado")).toBeInTheDocument();
  expect(table.getByText("3 × Rose City Dozen")).toBeInTheDocument();
  expect(table.getByText("Service 2:30 PM")).toBeInTheDocument();
  expect(screen.getByText("Wednesday, November 25 · 1 order")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "The day after: Thursday, November 26" }));
  expect(address()).toBe("/orders?date=2026-11-26");
  await user.type(screen.getByRole("textbox", { name: "Find an order" }), "rosa 97201{enter}");
  expect(address()).toBe("/orders?date=2026-11-26&q=rosa+97201");
  expect(await screen.findByText("1 order for “rosa 97201”")).toBeInTheDocument();
  expect(asked).toEqual(["?date=2026-11-25&page=1", "?date=2026-11-26&page=1", "?q=rosa+97201&page=1"]);
});

test("a search without a find says what else to try", async () => {
  server.use(http.get("*/api/admin/orders", () => HttpResponse.json({ ...deskRows, items: [], total: 0 })));
  renderDesk(<OrdersPage />, { at: "/orders?q=nobody", path: "/orders" });
  expect(await screen.findByRole("heading", { name: "Nothing found for “nobody”" })).toBeInTheDocument();
});

test("an order says what to make, for whom, the card, the money and what has happened", async () => {
  openOrder();
  expect(await screen.findByRole("heading", { level: 1, name: "Order K7MD-93QA" })).toBeInTheDocument();
  const stems = within(screen.getByRole("table", { name: "Rose City Dozen" }));
  expect(stems.getAllByRole("row").map((row) => row.textContent)).toEqual(["32Freedom rose", "4Pink tulipinstead of Freedom rose"]);
  expect(screen.getByText("Happy birthday, Rosa!")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "(503) 555-0177" })).toHaveAttribute("href", "tel:5035550177");
  const money = within(screen.getByRole("region", { name: "Money" }));
  expect(money.getAllByText("$154.65")).toHaveLength(3); // the total, what is paid, and the payment
  expect(screen.getByText("She will call at ten.")).toBeInTheDocument();
  expect(screen.getByText(/The buyer$/)).toBeInTheDocument();
});

test("whoever may only look has nothing to press", async () => {
  openOrder(["see_orders"]);
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("a street is mended with the version that was seen, and can be put back", async () => {
  const mended = changed({ recipient: { ...deskDelivery.recipient, line1: "9 Elm Street" } });
  const sent = listen("patch", PARCEL, mended, deskOrder);
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  const street = screen.getByRole("textbox", { name: "Street" });
  await user.clear(street);
  await user.type(street, "9 Elm Street");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("9 Elm Street")).toBeInTheDocument();
  expect(sent[0]).toMatchObject({ version: 1, card_message: "Happy birthday, Rosa!", recipient: { line1: "9 Elm Street", postcode: "97201" } });
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("2120 SW Jefferson Street")).toBeInTheDocument();
  expect(sent[1]).toMatchObject({ version: 2, recipient: { line1: "2120 SW Jefferson Street" } });
});

test("another zone is refused in the server's words, and a field's own fault stands beside it", async () => {
  listen("patch", PARCEL, refuse(409, "other_zone", { detail: "98660 is in Vancouver. That is a move with a new price." }), refuse(422, "validation", { errors: [{ path: "recipient.phone", message: "That is no number" }] }));
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("98660 is in Vancouver. That is a move with a new price.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("That is no number")).toBeInTheDocument();
});

test("the second writer sees both versions, and writes over it or takes theirs", async () => {
  const theirs = changed({ card_message: "From the first", recipient: { ...deskDelivery.recipient, line1: "1 First Street" } });
  const conflict = () => refuse(409, "version_conflict", { current: theirs });
  const sent = listen("patch", PARCEL, conflict(), changed({ card_message: "Mine" }, 3), conflict());
  const { user } = openOrder();
  const write = async () => {
    await user.click(await screen.findByRole("button", { name: "Edit" }));
    const card = screen.getByRole("textbox", { name: "On the card" });
    await user.clear(card);
    await user.type(card, "Mine");
    await user.click(screen.getByRole("button", { name: "Save" }));
  };
  await write();
  const both = within(await screen.findByRole("table", { name: "Somebody was faster" }));
  expect(both.getAllByRole("row").map((row) => Array.from(row.children, (cell) => cell.textContent))).toEqual([
    ["", "Theirs", "Yours"],
    ["Street", "1 First Street", "2120 SW Jefferson Street"],
    ["On the card", "From the first", "Mine"],
  ]);
  await user.click(screen.getByRole("button", { name: "Write mine over it" }));
  expect(await screen.findByText("Mine")).toBeInTheDocument();
  expect(sent.map(({ version }) => version)).toEqual([1, 2]);
  await write();
  await user.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect(await screen.findByText("From the first")).toBeInTheDocument();
  expect(sent).toHaveLength(3);
});

test("another hour names what it would cost today and that the price stays", async () => {
  const sent = listen("post", `${PARCEL}/move`, changed({ slot_label: "5 pm – 8 pm" }));
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Change time" }));
  expect(await screen.findByRole("radio", { name: /9 am – 12 pm/ })).toBeDisabled();
  expect(screen.getByText("This time is fully booked.")).toBeInTheDocument();
  expect(screen.getByText("as it is now")).toBeInTheDocument();
  expect(screen.getByText("The price stays what was paid.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Move it" })).toBeDisabled();
  await user.click(screen.getByRole("radio", { name: /5 pm – 8 pm/ }));
  expect(screen.getByText(/\$5\.00 more today/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Move it" }));
  expect(await screen.findByText("Moved to Wednesday, November 25, 5 pm – 8 pm.")).toBeInTheDocument();
  expect(sent).toEqual([{ version: 1, slot_id: newSlots.slots[1]?.id, reason: "" }]);
});

test("cancelling names the exact sum, and asks for a reason and for the stems", async () => {
  const sent = listen("post", `${ADDRESS}/cancel`, { ...deskOrder, status: { code: "cancelled", label: "Cancelled" }, can_cancel: false });
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Cancel order" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Cancel the order?" }));
  expect(dialog.getByText("$154.65 go back to Sam Okafor.")).toBeInTheDocument();
  await user.type(dialog.getByRole("textbox", { name: "Why?" }), "No roses came");
  await user.click(dialog.getByRole("radio", { name: "Cut already: they stay used" }));
  await user.click(dialog.getByRole("button", { name: "Cancel and give back $154.65" }));
  expect(await screen.findByText("Cancelled.")).toBeInTheDocument();
  expect(sent).toEqual([{ version: 2, reason: "No roses came", stems: "kept", expected: usd(15465) }]);
});

test("pieces go back with the sum that the server names for so many", async () => {
  const sent = listen("post", `${ADDRESS}/refunds`, deskOrder);
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Give money back" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Give money back" }));
  expect(dialog.getByRole("button", { name: "Give back $48.33" })).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "One more" }));
  await user.type(dialog.getByRole("textbox", { name: "Why?" }), "Two were broken");
  await user.click(dialog.getByRole("button", { name: "Give back $96.66" }));
  expect(await screen.findByText("$96.66 are on their way back.")).toBeInTheDocument();
  const [line] = deskDelivery.lines;
  expect(sent).toEqual([{ version: 2, reason: "Two were broken", whole: false, line_id: line?.id, quantity: 2, stems: "back", expected: usd(9666) }]);
});

test("an amount is never more than is left, and a sum that has changed is said", async () => {
  listen("post", `${ADDRESS}/refunds`, refuse(409, "over_refund", { detail: "1000 of what was paid are left." }));
  const { user } = openOrder();
  await user.click(await screen.findByRole("button", { name: "Give money back" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Give money back" }));
  await user.click(dialog.getByRole("radio", { name: "An amount" }));
  const amount = dialog.getByRole("textbox", { name: "How much?" });
  await user.type(amount, "200");
  expect(dialog.getByRole("button", { name: "Give back" })).toBeDisabled();
  await user.clear(amount);
  await user.type(amount, "12.5");
  await user.type(dialog.getByRole("textbox", { name: "Why?" }), "Late");
  await user.click(dialog.getByRole("button", { name: "Give back $12.50" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent("1000 of what was paid are left.");
});

test("a note is added, and a letter that died is sent again", async () => {
  const notes = listen("post", `${ADDRESS}/notes`, { ...deskOrder, notes: [{ at: "2026-11-23T10:00:00Z", who: "Iris", text: "Called." }] });
  let resent = 0;
  server.use(http.post("*/api/admin/letters/7/resend", () => { resent += 1; return new HttpResponse(null, { status: 204 }); }));
  const { user } = openOrder();
  await user.type(await screen.findByRole("textbox", { name: "A note for the others" }), "Called.");
  await user.click(screen.getByRole("button", { name: "Add note" }));
  expect(await screen.findByText("Called.", { selector: "p" })).toBeInTheDocument();
  expect(notes).toEqual([{ text: "Called." }]);
  expect(screen.getByText("No such mailbox")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Send again: Confirmation to the buyer" }));
  expect(await screen.findByText("The letter is on its way again.")).toBeInTheDocument();
  expect(resent).toBe(1);
});
