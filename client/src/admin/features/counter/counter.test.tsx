import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { cartDelivery, cartLine, emptyCart, fullCart, recipient } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { deliveryDates, deliverySlots, slot } from "@/testing/fixtures/delivery";
import { deskOrder } from "@/testing/fixtures/desk-order";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import NewOrderPage from "./new-order-page";
import { type Customer, type DeskCart, type OrderBody } from "./queries";

const ID = "0f9d1f0a-0000-4000-8000-000000000009";
const nothing: DeskCart = { ...emptyCart, id: ID };
const full: DeskCart = { ...fullCart, id: ID };
const withFlowers: DeskCart = { ...full, deliveries: [{ ...cartDelivery, postcode: null, recipient: null, date: null, slot: null, card_message: "" }], totals: { ...full.totals, complete: false } };
const sam: Customer = {
  name: "Sam Okafor", email: "sam@example.com", phone: "(503) 555-0199", account_id: "a1", orders: 3, last_order_at: "2026-10-02T18:00:00Z",
  recipients: [{ method: "van", recipient: { ...recipient, postcode: "97201" } }],
};

interface Heard { method: string; path: string; body: unknown }

const card = (id: string, ...recipients: string[]) => ({ id, created_at: "2026-11-25T18:00:00Z", count: 1, total: usd(9800), recipients });

/** The desk's cart on a server that answers each write with the next cart, the last for good. */
function desk(start: DeskCart, ...after: DeskCart[]) {
  const heard: Heard[] = [];
  let [cart, next] = [start, 0];
  const write = async ({ request }: { request: Request }) => {
    const text = await request.text();
    heard.push({ method: request.method, path: new URL(request.url).pathname.replace(`/api/admin/carts/${ID}`, ""), body: text ? (JSON.parse(text) as unknown) : null });
    cart = after[Math.min(next++, after.length - 1)] ?? cart;
    return HttpResponse.json(cart);
  };
  server.use(
    http.get("*/api/admin/carts", () => HttpResponse.json({ items: [card(ID)] })),
    http.get(`*/api/admin/carts/${ID}`, () => HttpResponse.json(cart)),
    http.get(`*/api/admin/carts/${ID}/dates`, () => HttpResponse.json(deliveryDates)),
    http.get(`*/api/admin/carts/${ID}/slots`, () => HttpResponse.json(deliverySlots)),
    http.all(`*/api/admin/carts/${ID}/:what`, write),
    http.all(`*/api/admin/carts/${ID}/:what/:which`, write),
  );
  return heard;
}

function placing(...answers: (() => Response)[]) {
  const sent: { key: string | null; body: OrderBody }[] = [];
  server.use(
    http.post("*/api/admin/orders", async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: (await request.json()) as OrderBody });
      return answers[Math.min(sent.length, answers.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
  return sent;
}
const placed = () => HttpResponse.json({ ...deskOrder, channel: "phone" }, { status: 201 });

beforeEach(() => {
  server.use(http.get("*/api/admin/customers", ({ request }) => HttpResponse.json({ items: new URL(request.url).searchParams.get("q")?.includes("sam") ? [sam] : [] })));
});

const open = () => renderDesk(<NewOrderPage />, { at: "/orders/new", path: "/orders/new" });
const section = async (name: string) => within(await screen.findByRole("region", { name }));
const placeButton = () => screen.getAllByRole("button", { name: /^Place order/, hidden: true })[0] as HTMLElement;

async function chooseSam(user: ReturnType<typeof open>["user"]) {
  const who = await section("Who orders?");
  await user.type(who.getByRole("combobox", { name: "Find a customer" }), "sam");
  await who.findByRole("option", { name: /Sam Okafor/ });
  await user.keyboard("{Enter}");
  expect(who.getByRole("textbox", { name: /^Name/ })).toHaveFocus();
  return who;
}

test("a whole order by keyboard: customer, flowers, somebody of before, a time, and the link", async () => {
  const heard = desk(nothing, withFlowers, { ...full, deliveries: [{ ...cartDelivery, slot: null, date: null }] }, full);
  const sent = placing(placed);
  const { user, address } = open();
  await chooseSam(user);

  const flowers = await section("Which flowers?");
  await user.type(flowers.getByRole("combobox", { name: "Find flowers" }), "rose");
  await flowers.findByRole("option", { name: /Rose City Dozen/ });
  await user.keyboard("{Enter}");
  const size = (await flowers.findAllByRole("button", { name: /^Standard/ }))[0] as HTMLElement;
  expect(size).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(await flowers.findByRole("list", { name: "In this order" })).toHaveTextContent("Rose City Dozen");

  const whom = await section("For whom?");
  await user.click(whom.getByRole("button", { name: "Rosa Delgado, 2120 SW Jefferson Street" }));
  expect(await whom.findByRole("textbox", { name: /^City/ })).toHaveValue("Portland");

  const when = await section("When?");
  expect(await when.findByRole("radio", { name: /^Thu 26 Nov/ })).toBeDisabled();
  expect(when.getByText("We are closed on Thanksgiving.")).toBeInTheDocument();
  await user.click(await when.findByRole("radio", { name: new RegExp(slot.label) }));

  await vi.waitFor(() => expect(placeButton()).toBeEnabled());
  expect(placeButton()).toHaveTextContent("Place order · $98.00");
  await user.click(placeButton());
  expect(await screen.findByText("Placed. Payment link sent to sam@example.com.")).toBeInTheDocument();
  expect(address()).toBe(`/orders/${deskOrder.number}`);

  expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /lines", `PATCH /deliveries/${cartDelivery.id}`, `PATCH /deliveries/${cartDelivery.id}`]);
  expect(heard[1]?.body).toMatchObject({ postcode: "97201", recipient: { name: "Rosa Delgado", line1: recipient.line1, kind_of_place: "home" } });
  expect(heard[2]?.body).toEqual({ slot_id: slot.id });
  expect(sent).toEqual([
    {
      key: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      body: {
        cart_id: ID, channel: "phone", buyer: { name: sam.name, email: sam.email, phone: sam.phone }, account_id: "a1",
        expected_total: usd(9800), payment: "link", due_at: null, substitution: "match_color",
      },
    },
  ]);
});

test("it says what is missing; a link needs an address, cash does not", async () => {
  desk(full);
  const { user } = open();
  expect(await screen.findAllByText("Still missing: who orders.")).not.toEqual([]);
  const who = await section("Who orders?");
  await user.type(who.getByRole("combobox", { name: "Find a customer" }), "503 555 0123");
  await user.click(await who.findByRole("option", { name: "Somebody new: 503 555 0123" }));
  expect(who.getByRole("textbox", { name: /^Phone/ })).toHaveValue("503 555 0123");
  await user.type(who.getByRole("textbox", { name: /^Name/ }), "Nico");
  expect(screen.getAllByText("Still missing: an email address.")).not.toEqual([]);
  expect(placeButton()).toBeDisabled();
  const sent = placing(placed);
  await user.click(screen.getByRole("radio", { name: "At the counter" }));
  await user.click(screen.getByRole("radio", { name: /^In cash/ }));
  await user.click(placeButton());
  expect(await screen.findByText("Placed, and $154.65 taken.")).toBeInTheDocument();
  expect(sent[0]?.body).toMatchObject({ channel: "counter", payment: "cash", account_id: null, buyer: { name: "Nico", email: "", phone: "503 555 0123" } });
});

test("a deadline is an hour on the shop's wall", async () => {
  desk(full);
  const sent = placing(placed);
  const { user } = open();
  await chooseSam(user);
  await user.click(screen.getByRole("radio", { name: /^On account/ }));
  await user.type(screen.getByLabelText("To be paid by"), "2026-12-24T18:00");
  await user.click(placeButton());
  await screen.findByText("Placed, to be paid on account.");
  expect(sent[0]?.body.due_at).toBe("2026-12-25T02:00:00.000Z");
});

test("a refusal is told where it belongs, and the next try is another wish only if something changed", async () => {
  desk(full);
  const sent = placing(() => refuse(409, "slot_full"), () => refuse(409, "price_changed", { expected: usd(9800), actual: usd(10100) }));
  const { user } = open();
  await chooseSam(user);
  await user.click(placeButton());
  const when = await section("When?");
  expect(await when.findByText("Detail of slot_full.")).toBeInTheDocument();
  await user.click(placeButton());
  expect(await (await section("What it comes to")).findByText(/It was \$98\.00 and is \$101\.00 now/)).toBeInTheDocument();
  expect(when.queryByText("Detail of slot_full.")).not.toBeInTheDocument();
  expect(sent[0]?.key).toBe(sent[1]?.key);
});

test("a code is taken and told; one that there is not is told at its field", async () => {
  const promotion = { code: "WELCOME10", name: "Welcome", applied: true, problem: null };
  const promotions = [{ code: "WELCOME10", name: "Welcome", amount: usd(890) }];
  desk(full, { ...full, promotion, totals: { ...full.totals, promotions } });
  const { user } = open();
  const code = await section("A code?");
  await user.type(code.getByRole("textbox", { name: "Promotion code" }), "welcome10{Enter}");
  expect(await code.findByText("WELCOME10 · Welcome")).toBeInTheDocument();
  expect((await section("What it comes to")).getByText("−$8.90")).toBeInTheDocument();
});

test("lines are counted up and taken out", async () => {
  const heard = desk(full);
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "One more Rose City Dozen" }));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "Take out Rose City Dozen" }));
  await vi.waitFor(() => expect(heard.map(({ method, path, body }) => [method, path, body])).toEqual([["PATCH", `/lines/${cartLine.id}`, { quantity: 2 }], ["DELETE", `/lines/${cartLine.id}`, null]]));
});

test("a discarded order is gone, and the page begins anew", async () => {
  let gone = false;
  desk(full);
  server.use(
    http.delete(`*/api/admin/carts/${ID}`, () => { gone = true; return new HttpResponse(null, { status: 204 }); }),
    http.get("*/api/admin/carts", () => HttpResponse.json({ items: gone ? [] : [card(ID)] })),
    http.post("*/api/admin/carts", () => HttpResponse.json({ ...nothing, id: "0f9d1f0a-0000-4000-8000-000000000010" }, { status: 201 })),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Discard" }));
  await user.click(within(await screen.findByRole("dialog", { name: "Discard this order?" })).getByRole("button", { name: "Discard" }));
  expect(await screen.findByText("Nothing in it yet.")).toBeInTheDocument();
});

test("somebody else calls meanwhile: another order is begun, and the first waits", async () => {
  desk(full);
  const second = "0f9d1f0a-0000-4000-8000-000000000010";
  let begun = false;
  server.use(
    http.get("*/api/admin/carts", () => HttpResponse.json({ items: begun ? [card(second), card(ID, "Rosa Delgado")] : [card(ID, "Rosa Delgado")] })),
    http.post("*/api/admin/carts", () => { begun = true; return HttpResponse.json({ ...nothing, id: second }, { status: 201 }); }),
  );
  const { user, address } = open();
  await chooseSam(user);
  await user.click(await screen.findByRole("button", { name: "Begin another" }));
  expect(await screen.findByText("Nothing in it yet.")).toBeInTheDocument();
  await vi.waitFor(() => expect(address()).toBe(`/orders/new?cart=${second}`));
  expect(await screen.findByRole("combobox", { name: "Find a customer" })).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "For Rosa Delgado, 1 item" }));
  expect(await screen.findByRole("list", { name: "In this order" })).toHaveTextContent("Rose City Dozen");
  expect(await (await section("Who orders?")).findByRole("textbox", { name: /^Name/ })).toHaveValue("Sam Okafor");
});
