import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { leaveTo } from "@/lib/leave";
import { cartDelivery, cartLine, fullCart, recipient } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { deliverySlots, slot } from "@/testing/fixtures/delivery";
import { order, unpaidOrder } from "@/testing/fixtures/orders";
import { shop } from "@/testing/fixtures/shop";
import { refuse } from "@/testing/handlers";
import { rememberingCart } from "@/testing/remembering-cart";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CheckoutPage from "../checkout-page";

vi.mock("@/lib/leave", () => ({ leaveTo: vi.fn() }));

const buyer = order.buyer;
const PAY = "http://localhost:8010/pay/cs_test_1";
interface Sent { key: string | null; body: unknown }

/** Opens the review; the buyer is known from the order that was placed last. */
function open(rest = "") {
  sessionStorage.setItem("posy-last-order", order.number);
  return renderPage(<CheckoutPage />, { at: `/checkout?step=review${rest}`, path: "/checkout" });
}

/** Answers the placings one after the other, the last for good, and writes down what was sent. */
function placing(...answers: (() => Response)[]): Sent[] {
  const sent: Sent[] = [];
  server.use(
    http.post("/api/orders", async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return (answers[sent.length - 1] ?? answers.at(-1))?.() ?? HttpResponse.error();
    }),
  );
  return sent;
}
const placed = () => HttpResponse.json(unpaidOrder, { status: 201 });
const pay = async () => screen.findByRole("button", { name: "Pay $98.00" });

beforeEach(() => {
  sessionStorage.clear();
  vi.mocked(leaveTo).mockClear();
  rememberingCart(fullCart);
});

test("everything is said in words, and paying places the order once and leads to the payment page", async () => {
  const sent = placing(placed);
  const { user } = open();
  expect(await screen.findByText(/Wednesday, November 25, Any time, 9 am to 6 pm/)).toBeInTheDocument();
  expect(screen.getByText("2120 SW Jefferson Street")).toBeInTheDocument();
  expect(screen.getByText("“Happy birthday, Rosa!”")).toBeInTheDocument();
  expect(screen.getByText("sam@example.com")).toBeInTheDocument();
  await user.dblClick(await pay());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledExactlyOnceWith(PAY));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toEqual({ key: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, body: { buyer, substitution: "match_color", payment: "stripe", expected_total: usd(9800) } });
});

test("what she wants where a flower is not good enough goes with the order", async () => {
  const sent = placing(placed);
  const { user } = open();
  const choice = within(await screen.findByRole("group", { name: "If a flower is not good enough that day:" }));
  expect(choice.getByRole("radio", { name: /^Match the color/ })).toBeChecked();
  await user.click(choice.getByRole("radio", { name: /^Ask me first/ }));
  expect(choice.getByRole("radio", { name: /^Ask me first/ })).toBeChecked();
  await user.click(await pay());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(sent[0]?.body).toEqual({ buyer, substitution: "ask", payment: "stripe", expected_total: usd(9800) });
});

test("PayPal is chosen where the shop offers it, and kept for the next look", async () => {
  server.use(http.get("*/api/shop", () => HttpResponse.json({ ...shop, payment_methods: ["stripe", "paypal"] })));
  const sent = placing(() => refuse(503, "payment_unavailable"), placed);
  const { user } = open();
  const choice = within(await screen.findByRole("group", { name: "How would you like to pay?" }));
  expect(choice.getByRole("radio", { name: /^Card/ })).toBeChecked();
  expect(screen.getByRole("button", { name: "Pay $98.00" })).toBeInTheDocument();
  await user.click(choice.getByRole("radio", { name: /^PayPal/ }));
  expect(screen.getByText("You approve the payment at PayPal. Nothing is charged before that.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Continue to PayPal: $98.00" }));
  expect(await screen.findByText("The payment page does not answer right now")).toBeInTheDocument();
  await user.click(choice.getByRole("radio", { name: /^Card/ }));
  await user.click(await pay());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(sent.map(({ body }) => (body as { payment: string }).payment)).toEqual(["paypal", "stripe"]);
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});

test("where there is one way to pay, nothing is asked", async () => {
  open();
  await pay();
  expect(screen.queryByRole("group", { name: "How would you like to pay?" })).not.toBeInTheDocument();
});

test("a busy shop is asked again with the same key", async () => {
  const sent = placing(() => refuse(503, "busy"), () => refuse(409, "in_progress"), placed);
  const { user } = open();
  await user.click(await pay());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledExactlyOnceWith(PAY));
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test("another try after a refusal keeps its key until the cart or the total is another", async () => {
  const sent = placing(() => refuse(503, "payment_unavailable"), () => refuse(409, "price_changed", { expected: usd(9800), actual: usd(10100) }), placed);
  const { user } = open();
  await user.click(await pay());
  expect(await screen.findByText("The payment page does not answer right now")).toBeInTheDocument();
  await user.click(await pay());
  expect(await screen.findByText(/It was \$98.00 when you looked; it is \$101.00 now/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Pay $101.00" }));
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(sent[1]?.key).toBe(sent[0]?.key);
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
  expect(sent[2]?.body).toEqual({ buyer, substitution: "match_color", payment: "stripe", expected_total: usd(10100) });
});

test("a lost time offers others, one press each", async () => {
  const cart = rememberingCart(fullCart);
  const alternatives = deliverySlots.slots.filter(({ available }) => available).filter(({ id }) => id !== slot.id);
  const sent = placing(() => refuse(409, "slot_full", { delivery_id: cartDelivery.id, alternatives }), placed);
  const { user } = open();
  await user.click(await pay());
  const others = within(await screen.findByRole("group", { name: "Choose another time" }));
  await user.click(others.getByRole("button", { name: /Wed 25 Nov, Noon to 3 pm\s*\$15.00/ }));
  expect(await screen.findByText(/Changed to Wed 25 Nov, Noon to 3 pm/)).toBeInTheDocument();
  expect(cart.changes).toEqual([{ slot_id: 503 }]);
  await user.click(await pay());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});

test("an incomplete cart leads back to what is missing", async () => {
  placing(() => refuse(409, "cart_incomplete", { missing: [{ delivery_id: cartDelivery.id, field: "recipient" }] }));
  const { user, address } = open();
  await user.click(await pay());
  await waitFor(() => expect(address()).toBe(`/checkout?step=delivery&delivery=${cartDelivery.id}`));
});

test("a refused email leads back to its field with the server's words", async () => {
  placing(() => refuse(422, "validation", { errors: [{ path: "buyer.email", message: "The domain does not exist." }] }));
  const { user, address } = open();
  await user.click(await pay());
  await waitFor(() => expect(address()).toBe("/checkout?step=details"));
  expect(await screen.findByLabelText("Email")).toHaveAccessibleDescription(/The domain does not exist./);
});

test("coming back without paying says kindly that nothing was charged", async () => {
  open("&payment=cancelled");
  expect(await screen.findByText(/nothing was charged/)).toBeInTheDocument();
});

test("an order with nothing to pay is shown at once", async () => {
  placing(() => HttpResponse.json({ ...order, payment: { ...order.payment, redirect_url: null } }, { status: 201 }));
  const { user, address } = open();
  await user.click(await pay());
  await waitFor(() => expect(address()).toBe(`/orders/${order.number}?placed=1`));
});

test("of two recipients each is told with her flowers, her fee and a way to change her delivery", async () => {
  const june = {
    ...cartDelivery,
    id: "3b1f5a52-0000-4000-8000-000000000002",
    recipient: { ...recipient, name: "June Park" },
    lines: [{ ...cartLine, id: "7d0c2f7e-0000-4000-8000-000000000002", product_name: "Tulip Morning" }],
    delivery_fee: usd(0),
  };
  rememberingCart({ ...fullCart, count: 2, deliveries: [cartDelivery, june] });
  open();
  const part = (await screen.findByRole("heading", { level: 2, name: "For June Park" })).closest("section");
  const told = within(part ?? document.body);
  expect(told.getByText("Tulip Morning")).toBeInTheDocument();
  expect(told.queryByText("Rose City Dozen")).not.toBeInTheDocument();
  expect(told.getByText("Free")).toBeInTheDocument();
  expect(told.getByRole("link", { name: "Change delivery 2" })).toHaveAttribute("href", `/checkout?step=delivery&delivery=${june.id}`);
});
