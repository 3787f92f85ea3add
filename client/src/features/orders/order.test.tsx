import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { leaveTo } from "@/lib/leave";
import { slot } from "@/testing/fixtures/delivery";
import { cancelledOrder, order, unpaidOrder } from "@/testing/fixtures/orders";
import { shop } from "@/testing/fixtures/shop";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import OrderPage from "./order-page";

vi.mock("@/lib/leave", () => ({ leaveTo: vi.fn() }));

const open = (rest = "", number = order.number) => renderPage(<OrderPage />, { at: `/orders/${number}${rest}`, path: "/orders/:number" });
const answer = (body: typeof order) => http.get("/api/orders/:number", () => HttpResponse.json(body));

test("a placed order thanks, and says when, to whom, with which words and for how much", async () => {
  open("?placed=1");
  expect(await screen.findByRole("heading", { level: 1, name: "Your order is confirmed" })).toBeInTheDocument();
  expect(screen.getByText("Thank you, Sam Okafor")).toBeInTheDocument();
  expect(screen.getByText("We have sent the confirmation to sam@example.com.")).toBeInTheDocument();
  expect(screen.getByText(/Wednesday, November 25, Any time, 9 am to 6 pm/)).toBeInTheDocument();
  expect(screen.getByText("2120 SW Jefferson Street")).toBeInTheDocument();
  expect(screen.getByText("“Happy birthday, Rosa!”")).toBeInTheDocument();
  expect(screen.getByText("Payment: Paid")).toBeInTheDocument();
  expect(screen.getByText("$98.00")).toBeInTheDocument();
  const way = within(screen.getByRole("list", { name: "How far along it is" }));
  expect(way.getByText("Confirmed").closest("li")).toHaveAttribute("aria-current", "step");
  expect(screen.getByText("Payment received")).toBeInTheDocument();
});

test("an order that waits for its payment leads to the payment page", async () => {
  server.use(answer(unpaidOrder));
  const { user } = open();
  expect(await screen.findByRole("heading", { level: 1, name: "Waiting for your payment" })).toBeInTheDocument();
  expect(screen.queryByText("Confirmed")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Pay now" }));
  expect(leaveTo).toHaveBeenCalledExactlyOnceWith("http://localhost:8010/pay/cs_test_1");
});

test("without a known payment page it is asked for, and a refusal is said", async () => {
  server.use(
    answer({ ...unpaidOrder, payment: { ...unpaidOrder.payment, redirect_url: null } }),
    http.post("/api/orders/:number/payment", () => refuse(409, "not_payable")),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Pay now" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("This order does not wait for a payment any more.");
});

test("a payment that comes through shows by itself", async () => {
  let looks = 0;
  server.use(http.get("/api/orders/:number", () => HttpResponse.json((looks += 1) > 1 ? order : unpaidOrder)));
  open("?placed=1");
  expect(await screen.findByRole("heading", { level: 1, name: "Waiting for your payment" })).toBeInTheDocument();
  expect(await screen.findByRole("heading", { level: 1, name: "Your order is confirmed" })).toBeInTheDocument();
});

test("a letter's secret is exchanged, then gone from the address", async () => {
  let sent: unknown;
  server.use(
    http.post("/api/orders/access", async ({ request }) => {
      sent = await request.json();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { address } = open("#token=s3cret%2Bx");
  expect(await screen.findByRole("heading", { level: 1, name: "Your order is confirmed" })).toBeInTheDocument();
  expect(sent).toEqual({ number: order.number, token: "s3cret+x" });
  expect(address()).toBe(`/orders/${order.number}`);
});

test("an order that this browser may not see explains the letter's link, also after a wrong secret", async () => {
  server.use(http.post("/api/orders/access", () => refuse(404, "order_not_found")));
  open("#token=wrong", "P-XXXX");
  expect(await screen.findByRole("heading", { level: 1, name: "We cannot show this order here" })).toBeInTheDocument();
  expect(screen.getByText(/open the link in your confirmation/)).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "(503) 555-0142" })).toHaveAttribute("href", "tel:5035550142");
});

test("a delivered order shows who took it, and the photo", async () => {
  const photo_url = `/api/orders/${order.number}/photos/1`;
  const proof = { at: "2026-11-25T19:30:00Z", received_by: "her neighbor", photo_url };
  server.use(answer({ ...order, deliveries: order.deliveries.map((each) => ({ ...each, proof })) }));
  open();
  expect(await screen.findByRole("img", { name: "The flowers where we delivered them" })).toHaveAttribute("src", photo_url);
  expect(screen.getByText(/Handed over Nov 25, 2026, 11:30 AM. Received by: her neighbor/)).toBeInTheDocument();
});

test("what could not be handed over says why", async () => {
  server.use(answer({ ...order, deliveries: order.deliveries.map((each) => ({ ...each, failed_reason: "Nobody opened." })) }));
  open();
  expect(await screen.findByText(/We could not hand them over: “Nobody opened.”/)).toBeInTheDocument();
});

test("a status that we have no words for shows the server's", async () => {
  server.use(answer({ ...order, status: { code: "resting", label: "Resting" } }));
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "Resting" })).toBeInTheDocument();
});

test("cancelling says what comes back before it is pressed, and where the money is afterwards", async () => {
  let asked = 0;
  server.use(
    http.post("/api/orders/:number/cancel", () => {
      asked += 1;
      server.use(answer({ ...cancelledOrder, payment: { ...cancelledOrder.payment, status: { code: "refunded", label: "Refunded" } } }));
      return HttpResponse.json(cancelledOrder);
    }),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Cancel this order" }));
  const question = within(screen.getByRole("dialog", { name: "Cancel this order?" }));
  expect(question.getByText(/We send the whole \$98\.00 back/)).toBeInTheDocument();
  expect(question.getByRole("button", { name: "Keep it" })).toHaveFocus();
  await user.click(question.getByRole("button", { name: "Keep it" }));
  expect(asked).toBe(0);
  await user.click(screen.getByRole("button", { name: "Cancel this order" }));
  await user.click(question.getByRole("button", { name: "Cancel the order" }));
  expect(await screen.findByRole("heading", { level: 1, name: "This order is cancelled" })).toBeInTheDocument();
  expect(screen.getByText("Your $98.00 are on their way back to you.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Cancel this order" })).not.toBeInTheDocument();
  expect(await screen.findByText(/Your \$98\.00 have gone back/)).toBeInTheDocument();
});

test("a refused cancelling keeps the order and says why", async () => {
  server.use(http.post("/api/orders/:number/cancel", () => refuse(409, "not_cancellable")));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Cancel this order" }));
  server.use(answer({ ...order, can_cancel: false }));
  await user.click(screen.getByRole("button", { name: "Cancel the order" }));
  const said = await screen.findByRole("alert");
  expect(said).toHaveTextContent("This order can no longer be cancelled here. Please call us");
  expect(await within(said).findByRole("link", { name: /Call us/ })).toHaveAttribute("href", "tel:5035550142");
  expect(screen.getByRole("heading", { level: 1, name: "Your order is confirmed" })).toBeInTheDocument();
});

test("an order that waited too long to be paid is cancelled first, then the cart orders again", async () => {
  const expired = { status: { code: "expired", label: "Expired" }, redirect_url: null, expires_at: null };
  server.use(
    answer({ ...unpaidOrder, can_pay: false }),
    http.post("/api/orders/:number/cancel", () => HttpResponse.json({ ...cancelledOrder, payment: expired })),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Cancel it" }));
  expect(screen.queryByRole("button", { name: "Pay now" })).not.toBeInTheDocument();
  await user.click(within(screen.getByRole("dialog", { name: "Cancel this order?" })).getByRole("button", { name: "Cancel the order" }));
  expect(await screen.findByRole("link", { name: "Back to my cart" })).toHaveAttribute("href", "/cart");
});

test("an order that was placed again leads to the one that counts", async () => {
  server.use(answer({ ...unpaidOrder, status: { code: "replaced", label: "Replaced" }, can_pay: false, replaced_by: "P-NEW" }));
  open();
  expect(await screen.findByRole("link", { name: "See order P-NEW" })).toHaveAttribute("href", "/orders/P-NEW");
  expect(screen.queryByText("Confirmed")).not.toBeInTheDocument(); // what its delivery was to become
});

test.each([
  ["payment_in_question", /We are checking your payment. Please do not pay again/, "tel:5035550142"],
  ["payment_refused", /The payment could not be started/, "tel:5035550142"],
  ["hold_limit", /Please cancel this order and order again/, null],
  ["payment_unavailable", /The payment page does not answer right now/, null],
  ["in_progress", /being opened in another window/, null],
])("paying that ends in %s says so where it was pressed", async (code, words, call) => {
  server.use(answer(unpaidOrder), http.post("/api/orders/:number/payment", () => refuse(409, code)));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Pay now" }));
  const said = await screen.findByRole("alert");
  expect(said).toHaveTextContent(words);
  if (call) expect(await within(said).findByRole("link", { name: /Call us/ })).toHaveAttribute("href", call);
  else expect(within(said).queryByRole("link")).not.toBeInTheDocument();
});

test("paying an order that another tab has placed again leads to the newer one", async () => {
  server.use(answer(unpaidOrder), http.post("/api/orders/:number/payment", () => refuse(409, "order_replaced", { number: "P-NEW" })));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Pay now" }));
  expect(await screen.findByRole("link", { name: "See order P-NEW" })).toHaveAttribute("href", "/orders/P-NEW");
});

test("money that came too late goes back, and the next times are named", async () => {
  const late = { ...cancelledOrder, status: { code: "expired", label: "Expired" }, offers: [{ delivery_id: "d", slots: [slot] }] };
  server.use(answer(late));
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "This order has expired" })).toBeInTheDocument();
  expect(screen.getByText("Your $98.00 are on their way back to you.")).toBeInTheDocument();
  expect(screen.getByText(/^Wednesday, November 25, Any time/, { selector: "li" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Back to my cart" })).toHaveAttribute("href", "/cart");
});

test("what the shop has taken off since is said", async () => {
  const [delivery] = order.deliveries;
  if (!delivery) throw new Error("The fixture has a delivery");
  const lines = delivery.lines.map((line) => ({ ...line, quantity: 3, cancelled: 1 }));
  server.use(answer({ ...order, deliveries: [{ ...delivery, lines }], totals: { ...order.totals, credit: { amount: 1250, currency: "USD" } } }));
  open();
  expect(await screen.findByText("Taken off since")).toBeInTheDocument();
  expect(screen.getByText("$12.50")).toBeInTheDocument();
  expect(screen.getByText(/^3 × .+, 1 cancelled$/)).toBeInTheDocument();
});

test("an order that waits can be paid another way, and says when PayPal could not charge", async () => {
  vi.mocked(leaveTo).mockClear();
  const sent: unknown[] = [];
  server.use(
    http.get("*/api/shop", () => HttpResponse.json({ ...shop, payment_methods: ["stripe", "paypal"] })),
    answer({ ...unpaidOrder, payment: { ...unpaidOrder.payment, method: "paypal", declined: true } }),
    http.post("/api/orders/:number/payment", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ redirect_url: "http://localhost:8010/pay/cs_test_2" });
    }),
  );
  const { user } = open();
  expect(await screen.findByRole("alert")).toHaveTextContent("PayPal could not charge what you chose");
  const choice = within(await screen.findByRole("group", { name: "How would you like to pay?" }));
  expect(choice.getByRole("radio", { name: /^PayPal/ })).toBeChecked();
  expect(screen.getByRole("button", { name: "Continue to PayPal" })).toBeInTheDocument();
  await user.click(choice.getByRole("radio", { name: /^Card/ }));
  await user.click(screen.getByRole("button", { name: "Pay now" }));
  await waitFor(() => expect(leaveTo).toHaveBeenCalledExactlyOnceWith("http://localhost:8010/pay/cs_test_2"));
  expect(sent).toEqual([{ payment: "stripe" }]);
});
