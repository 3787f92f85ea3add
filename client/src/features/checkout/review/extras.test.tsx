import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Cart, Money } from "@/lib/api/types";
import { fullCart } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { order } from "@/testing/fixtures/orders";
import { shop } from "@/testing/fixtures/shop";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CheckoutPage from "../checkout-page";

beforeEach(() => sessionStorage.setItem("posy-last-order", order.number));
const open = () => renderPage(<CheckoutPage />, { at: "/checkout?step=review", path: "/checkout" });

function tipping() {
  const tips: Money[] = [];
  server.use(
    http.put("/api/cart/tip", async ({ request }) => {
      const { amount } = (await request.json()) as { amount: Money };
      tips.push(amount);
      if (amount.amount > 4450) return refuse(422, "tip_too_high");
      return HttpResponse.json({ ...fullCart, totals: { ...fullCart.totals, tip: amount, total: usd(9800 + amount.amount) } });
    }),
  );
  return tips;
}

test("a tip is chosen like any radio, and is in the sums and on the button", async () => {
  const tips = tipping();
  const { user } = open();
  expect(await screen.findByRole("radio", { name: "None" })).toBeChecked();
  await user.click(screen.getByRole("radio", { name: "$5" }));
  expect(await screen.findByRole("button", { name: "Pay $103.00" })).toBeInTheDocument();
  expect(screen.getAllByText("Tip for the team").length).toBeGreaterThan(0);
  await user.keyboard("{ArrowRight}");
  expect(await screen.findByRole("button", { name: "Pay $108.00" })).toBeInTheDocument();
  expect(tips).toEqual([usd(500), usd(1000)]);
});

test("any other amount is typed; what cannot be read or is too much is told under it", async () => {
  const tips = tipping();
  const { user } = open();
  await user.click(await screen.findByRole("radio", { name: "Another amount" }));
  const field = screen.getByRole("textbox", { name: "Your tip" });
  await user.type(field, "much{enter}");
  expect(screen.getByText("Please write an amount, such as 7 or 7.50.")).toBeInTheDocument();
  expect(tips).toEqual([]);
  await user.clear(field);
  await user.type(field, "99{enter}");
  expect(await screen.findByText(/more than we can take/)).toBeInTheDocument();
  await user.clear(field);
  await user.type(field, "7,50{enter}");
  expect(await screen.findByRole("button", { name: "Pay $105.50" })).toBeInTheDocument();
  expect(tips.at(-1)).toEqual(usd(750));
});

test("a shop that takes no tips does not ask", async () => {
  server.use(http.get("*/api/shop", () => HttpResponse.json({ ...shop, tips: false })));
  open();
  expect(await screen.findByRole("button", { name: "Have a code?" })).toBeInTheDocument();
  expect(screen.queryByRole("group", { name: "A tip for the team?" })).not.toBeInTheDocument();
});

test("whoever was a moment too late for a code goes on without it", async () => {
  const coded: Cart = { ...fullCart, promotion: { code: "ONCE", name: "Only once", applied: true, problem: null } };
  let cart = coded;
  server.use(
    http.get("/api/cart", () => HttpResponse.json(cart)),
    http.delete("/api/cart/promotion", () => HttpResponse.json((cart = fullCart))),
    http.post("/api/orders", () => refuse(409, "promotion_used_up")),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Pay $98.00" }));
  expect(await screen.findByText("This offer is used up")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Go on without ONCE" }));
  expect(await screen.findByText("The code is taken off. Please look at the total and pay.")).toBeInTheDocument();
});
