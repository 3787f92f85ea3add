import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { address as saved, customer } from "@/testing/fixtures/account";
import { cartDelivery, fullCart } from "@/testing/fixtures/cart";
import { rememberingCart } from "@/testing/remembering-cart";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CheckoutPage from "../checkout-page";

const nobodyYet = { ...fullCart, deliveries: [{ ...cartDelivery, recipient: null, postcode: null, card_message: "" }] };
const open = (me: typeof customer | null) => renderPage(<CheckoutPage />, { at: "/checkout?step=delivery", path: "/checkout", me });

test("a saved recipient fills the form and the place with one press, and the next step is paying", async () => {
  const { changes } = rememberingCart(nobodyYet);
  const { user, address } = open(customer);
  await user.click(await screen.findByRole("button", { name: /^Rosa Delgado/ }));
  await expect.poll(() => screen.getByLabelText("Street and number")).toHaveValue("2120 SW Jefferson Street");
  expect(changes).toMatchObject([{ postcode: "97201", recipient: { name: "Rosa Delgado", service_time: null } }]);
  expect(screen.getByRole("button", { name: /^Rosa Delgado/ })).toHaveAttribute("aria-pressed", "true");
  expect(screen.queryByLabelText("Keep this recipient for next time")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "On to review and pay" }));
  await expect.poll(address).toBe("/checkout?step=review");
});

test("a new recipient goes into the address book, if she is wanted there", async () => {
  rememberingCart(fullCart);
  const kept: unknown[] = [];
  server.use(
    http.get("*/api/me/addresses", () => HttpResponse.json({ items: [] })),
    http.post("*/api/me/addresses", async ({ request }) => {
      kept.push(await request.json());
      return HttpResponse.json(saved, { status: 201 });
    }),
  );
  const { user } = open(customer);
  expect(await screen.findByLabelText("Keep this recipient for next time")).toBeChecked();
  await user.click(screen.getByRole("button", { name: "On to review and pay" }));
  await expect.poll(() => kept).toEqual([{ label: "", recipient: saved.recipient }]);
});

test("a visitor is told quietly where her recipients are, and comes back here", async () => {
  open(null);
  expect(await screen.findByRole("link", { name: "Log in for your saved recipients" })).toHaveAttribute(
    "href",
    "/account/login?back=%2Fcheckout%3Fstep%3Ddelivery",
  );
});
