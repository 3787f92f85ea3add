import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { ProblemExtras } from "@/lib/api/problem";
import { leaveTo } from "@/lib/leave";
import { cartDelivery, cartLine, fullCart } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { deliverySlots, slot } from "@/testing/fixtures/delivery";
import { order, unpaidOrder } from "@/testing/fixtures/orders";
import { refuse } from "@/testing/handlers";
import { rememberingCart } from "@/testing/remembering-cart";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CheckoutPage from "../checkout-page";

vi.mock("@/lib/leave", () => ({ leaveTo: vi.fn() }));

const CALL = ["Call us: (503) 555-0142", "tel:5035550142"] as const;
const OTHER_DAYS = ["See all days", `/checkout?step=delivery&delivery=${cartDelivery.id}`] as const;
const tulips = { ...cartLine, id: "7d0c2f7e-0000-4000-8000-000000000002", variant_id: 12, product_name: "Tulip Morning" };
const others = deliverySlots.slots.filter(({ available }) => available).filter(({ id }) => id !== slot.id);

beforeEach(() => {
  sessionStorage.clear();
  vi.mocked(leaveTo).mockClear();
  rememberingCart(fullCart);
});

function open() {
  sessionStorage.setItem("posy-last-order", order.number);
  return renderPage(<CheckoutPage />, { at: "/checkout?step=review", path: "/checkout" });
}
const payButton = () => screen.findByRole("button", { name: /^Pay \$/ });

/** Presses the pay button, and is refused once. */
async function refusedWith(code: string, extras: ProblemExtras = {}, status = 409) {
  server.use(http.post("/api/orders", () => refuse(status, code, extras), { once: true }));
  const { user, address } = open();
  await user.click(await payButton());
  return { user, address, said: await screen.findByRole("alert") };
}

type Way = readonly [name: string, href: string];
test.each<[string, ProblemExtras, string, Way]>([
  ["slot_full", { alternatives: [] }, "Somebody was a moment faster", OTHER_DAYS],
  ["workroom_full", { alternatives: [] }, "Our florists are fully booked", OTHER_DAYS],
  ["van_full", { alternatives: [] }, "Our vans are fully booked", OTHER_DAYS],
  ["cutoff", { alternatives: [] }, "The time to order for that window has passed", OTHER_DAYS],
  ["lead", { alternatives: [] }, "It is too late to make it in time", OTHER_DAYS],
  ["closed", { alternatives: [] }, "We are closed at that time", OTHER_DAYS],
  ["blackout", { alternatives: [] }, "Some of these flowers cannot be had on that day", ["See other flowers", "/flowers"]],
  ["destination", { alternatives: [] }, "This cannot be brought there", ["See other flowers", "/flowers"]],
  ["slot_not_found", { alternatives: [] }, "We do not offer that time any more", OTHER_DAYS],
  ["stems_short", { alternatives: [] }, "Some of these flowers have just sold out", ["See other flowers", "/flowers"]],
  ["too_late_for_service", { alternatives: [] }, "The service begins before that time ends", ["Change the time of the service", OTHER_DAYS[1]]],
  ["outside_zone", { alternatives: [] }, "We do not deliver there yet", CALL],
  ["below_minimum", { minimum: usd(15000), items: usd(8900) }, "There is a minimum for this place", ["Add something", "/flowers"]],
  ["variant_not_found", {}, "Something in your cart cannot be had any more", ["Edit cart", "/cart"]],
  ["cart_empty", {}, "There is nothing in your cart any more", ["See all flowers", "/flowers"]],
  ["too_many_holds", {}, "Too many orders wait for their payment", CALL],
  ["payment_refused", {}, "The payment could not be started", CALL],
])("%s says why, that nothing was charged, and shows a way on", async (code, extras, title, [name, href]) => {
  const { said } = await refusedWith(code, extras);
  expect(said).toHaveTextContent(title);
  expect(said).toHaveTextContent("Nothing was charged.");
  const ways = (await screen.findAllByRole("link", { name })).map((link) => link.getAttribute("href"));
  expect(ways).toContain(href);
});

test.each<[string, string, string]>([
  ["order_replaced", "You have placed this order again in another window", "See order P-NEW"],
  ["hold_limit", "Your last order still waits for its payment", "Pay or cancel order P-NEW"],
  ["payment_in_question", "We are checking a payment of yours", "See order P-NEW"],
])("%s leads to the order that it is about, and promises nothing of its money", async (code, title, name) => {
  const { said } = await refusedWith(code, { number: "P-NEW" });
  expect(said).toHaveTextContent(title);
  expect(said).not.toHaveTextContent("Nothing was charged.");
  expect(screen.getByRole("link", { name })).toHaveAttribute("href", "/orders/P-NEW");
});

test("money in question also gives somebody to call", async () => {
  await refusedWith("payment_in_question", { number: "P-NEW" });
  expect(await screen.findByRole("link", { name: CALL[0] })).toHaveAttribute("href", CALL[1]);
});

test("a code that we have no words for is said in the server's", async () => {
  const { said } = await refusedWith("moon_full");
  expect(said).toHaveTextContent("Your order was not placed");
  expect(said).toHaveTextContent("Detail of moon_full.");
});

test("a time that ends after the service begins gives way to one that does not", async () => {
  const cart = rememberingCart(fullCart);
  const { user } = await refusedWith("too_late_for_service", { delivery_id: cartDelivery.id, alternatives: others });
  await user.click(within(screen.getByRole("group", { name: "Choose another time" })).getByRole("button", { name: /Noon to 3 pm/ }));
  expect(await screen.findByText(/Changed to Wed 25 Nov, Noon to 3 pm/)).toBeInTheDocument();
  expect(cart.changes).toEqual([{ slot_id: 503 }]);
});

test("short stems name the line that needs them: another day, or without it", async () => {
  const two = { ...fullCart, count: 2, deliveries: [{ ...cartDelivery, lines: [cartLine, tulips] }] };
  rememberingCart(two);
  const removed: unknown[] = [];
  server.use(
    http.delete("/api/cart/lines/:id", ({ params }) => {
      removed.push(params["id"]);
      return HttpResponse.json(fullCart);
    }),
  );
  const { user, said } = await refusedWith("stems_short", { delivery_id: cartDelivery.id, alternatives: others, stems: ["Queen of Night"], variants: [12] });
  expect(said).toHaveTextContent("Tulip Morning cannot be made for that day. Too few are left: Queen of Night.");
  expect(screen.getByRole("group", { name: "Choose another time" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "See other flowers" })).toHaveAttribute("href", "/flowers");
  expect(screen.queryByRole("button", { name: "Take out Rose City Dozen" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Take out Tulip Morning" }));
  expect(await screen.findByText("Tulip Morning is out of your cart. Please look at the total and pay.")).toBeInTheDocument();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(removed).toEqual([tulips.id]);
  await user.click(await payButton());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledExactlyOnceWith(unpaidOrder.payment.redirect_url));
});

test("what is sold out is said by name before anybody pays, and taken out with one press", async () => {
  const gone = { ...fullCart, count: 2, deliveries: [{ ...cartDelivery, lines: [cartLine, { ...tulips, available: false }] }] };
  rememberingCart(gone);
  server.use(http.delete("/api/cart/lines/:id", () => HttpResponse.json(fullCart)));
  const { user } = open();
  expect(await screen.findByRole("alert")).toHaveTextContent("Tulip Morning cannot be had any more");
  expect(screen.queryByRole("button", { name: /^Pay/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Take out Tulip Morning" }));
  expect(await payButton()).toBeInTheDocument();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("what sold out while she was looking is named after the refusal", async () => {
  const cart = rememberingCart(fullCart);
  server.use(
    http.post("/api/orders", () => {
      cart.set({ ...fullCart, deliveries: [{ ...cartDelivery, lines: [{ ...cartLine, available: false }] }] });
      return refuse(404, "variant_not_found");
    }),
  );
  const { user } = open();
  await user.click(await payButton());
  expect(await screen.findByRole("button", { name: "Take out Rose City Dozen" })).toBeInTheDocument();
  expect(screen.getByRole("alert")).toHaveTextContent("Nothing was charged.");
  expect(screen.queryByRole("button", { name: /^Pay/ })).not.toBeInTheDocument();
});

test("rules that changed are no refusal yet: the same key is sent again", async () => {
  const keys: unknown[] = [];
  server.use(
    http.post("/api/orders", ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1 ? refuse(409, "rules_changed") : HttpResponse.json(unpaidOrder, { status: 201 });
    }),
  );
  const { user } = open();
  await user.click(await payButton());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(keys).toEqual([keys[0], keys[0]]);
});

test("a key that belongs to another order is given up", async () => {
  const keys: unknown[] = [];
  server.use(
    http.post("/api/orders", ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1 ? refuse(422, "idempotency_mismatch") : HttpResponse.json(unpaidOrder, { status: 201 });
    }),
  );
  const { user } = open();
  await user.click(await payButton());
  expect(await screen.findByText("Something has changed since you pressed")).toBeInTheDocument();
  await user.click(await payButton());
  await waitFor(() => expect(leaveTo).toHaveBeenCalledOnce());
  expect(keys[1]).not.toBe(keys[0]);
});
