import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { cartDelivery, emptyCart, fullCart } from "@/testing/fixtures/cart";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import { App } from "./app";
import { makeQueryClient } from "@/lib/query-client";

function open(address: string) {
  render(
    <MemoryRouter initialEntries={[address]}>
      <App queryClient={makeQueryClient()} />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

test("the frame shows the shop, the cart's count and the choice of day and place", async () => {
  open("/nowhere");
  expect(await screen.findByRole("link", { name: "Cart, 1 item" })).toHaveAttribute("href", "/cart");
  expect(screen.getAllByRole("button", { name: "Delivery day and place: Wed 25 Nov to 97201" })).not.toHaveLength(0);
  const footer = within(await screen.findByRole("contentinfo"));
  expect(await footer.findByRole("link", { name: "(503) 555-0142" })).toHaveAttribute("href", "tel:5035550142");
  expect(footer.getByText(/1420 NW Lovejoy Street/)).toBeInTheDocument();
});

test.each([
  [[], "Choose day and place"],
  [[{ ...cartDelivery, date: null }], "To 97201, choose a day"],
])("without a whole choice the header asks for it", async (deliveries, words) => {
  server.use(http.get("/api/cart", () => HttpResponse.json({ ...emptyCart, deliveries })));
  open("/nowhere");
  expect((await screen.findAllByRole("button", { name: `Delivery day and place: ${words}` })).length).toBe(2);
});

test("an unknown address gets the not-found page and its title", async () => {
  open("/nowhere");
  expect(screen.getByRole("heading", { level: 1, name: "That page has wilted" })).toBeInTheDocument();
  await waitFor(() => expect(document.title).toBe("That page has wilted · Posy"));
});

test("going to another page moves focus to its main region", async () => {
  const user = open("/nowhere");
  await user.click(screen.getByRole("link", { name: "See all flowers" }));
  expect(await screen.findByRole("heading", { level: 1 })).toBeInTheDocument();
  expect(screen.getByRole("main")).toHaveFocus();
});

test("the menu opens from its button and closes on going somewhere", async () => {
  const user = open("/nowhere");
  await user.click(screen.getByRole("button", { name: "Menu" }));
  const menu = within(await screen.findByRole("dialog", { name: "Menu" }));
  await user.click(await menu.findByRole("link", { name: "Birthday" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("the frame stands when the shop does not answer", async () => {
  server.use(
    http.get("/api/shop", () => refuse(404, "not_found")),
    http.get("/api/cart", () => HttpResponse.json({ ...fullCart, count: 0 })),
  );
  open("/nowhere");
  expect(await screen.findByRole("link", { name: "Cart, empty" })).toBeInTheDocument();
});
