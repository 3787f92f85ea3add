import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { customer } from "@/testing/fixtures/account";
import { fullCart } from "@/testing/fixtures/cart";
import { order } from "@/testing/fixtures/orders";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import OrderPage from "./order-page";

const open = (me: typeof customer | null) => renderPage(<OrderPage />, { at: `/orders/${order.number}`, path: "/orders/:number", me });
const nobodys = () => server.use(http.get("/api/orders/:number", () => HttpResponse.json({ ...order, can_claim: true })));

test("a guest is offered an account that keeps the order", async () => {
  nobodys();
  open(null);
  expect(await screen.findByRole("link", { name: "Make an account" })).toHaveAttribute("href", "/account/sign-up?back=%2Faccount%2Forders%3Fclaim%3D1");
});

test("of an order that is somebody's already nothing is offered to who is not logged in", async () => {
  open(null);
  expect(await screen.findByRole("button", { name: `Order again: ${order.number}` })).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Make an account" })).not.toBeInTheDocument();
});

test("an order that is hers already is only offered once more", async () => {
  server.use(http.post("*/api/orders/:number/reorder", () => HttpResponse.json({ cart: { ...fullCart, deliveries: [] }, missing: [] })));
  const { user, address } = open(customer);
  const again = await screen.findByRole("button", { name: `Order again: ${order.number}` });
  expect(screen.queryByRole("link", { name: "Add to my orders" })).not.toBeInTheDocument();
  await user.click(again);
  await expect.poll(address).toMatch(/^\/checkout/);
});

test("one that was placed without a login leads to its code", async () => {
  nobodys();
  open(customer);
  expect(await screen.findByRole("link", { name: "Add to my orders" })).toHaveAttribute("href", "/account/orders?claim=1");
});
