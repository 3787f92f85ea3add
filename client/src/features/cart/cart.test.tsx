import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { PanelsContext } from "@/lib/panels";
import { cartDelivery, cartLine, emptyCart, fullCart, plain, recipient } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CartDrawer from "./cart-drawer";
import CartPage from "./cart-page";

const nowhereYet = {
  ...fullCart,
  deliveries: [{ ...cartDelivery, postcode: null, date: null, slot: null, card_message: "", delivery_fee: null, tax: null, total: usd(8900) }],
  totals: { ...plain, items: usd(8900), delivery: null, plain_delivery: null, surges: [], tax: null, total: usd(8900), complete: false },
};

test("a line says what it is, how many, and what it comes to", async () => {
  renderPage(<CartPage />);
  const line = within(await screen.findByRole("listitem"));
  expect(line.getByRole("link", { name: "Rose City Dozen" })).toHaveAttribute("href", "/flowers/rose-city-dozen");
  expect(line.getByText("$89.00")).toBeInTheDocument();
  expect(line.getByRole("group", { name: "Quantity of Rose City Dozen" })).toHaveTextContent("1");
  const summary = within(screen.getByRole("complementary"));
  expect(summary.getByText("Wed 25 Nov to 97201, Any time, 9 am to 6 pm")).toBeInTheDocument();
  expect(summary.getByText(/Happy birthday, Rosa!/)).toBeInTheDocument();
  expect(summary.getByText("$98.00")).toBeInTheDocument();
  expect(summary.getByRole("link", { name: "Check out" })).toHaveAttribute("href", "/checkout?step=delivery");
});

test("before a place is known, fee and tax say when they will be", async () => {
  server.use(http.get("/api/cart", () => HttpResponse.json(nowhereYet)));
  renderPage(<CartPage />);
  expect(await screen.findAllByText("Calculated once we know where")).toHaveLength(2);
  expect(screen.getByText("Total so far")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Choose day and place" })).toBeInTheDocument();
  expect(screen.getByText(/A handwritten card comes with every bouquet/)).toBeInTheDocument();
});

test("another quantity is the server's to add up", async () => {
  let asked: unknown;
  server.use(
    http.patch("/api/cart/lines/:id", async ({ request }) => {
      asked = await request.json();
      const line = { ...cartLine, quantity: 2, total: usd(17800) };
      return HttpResponse.json({ ...fullCart, count: 2, deliveries: [{ ...cartDelivery, lines: [line] }] });
    }),
  );
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: "One more Rose City Dozen" }));
  expect(await screen.findByText("$178.00")).toBeInTheDocument();
  expect(screen.getByText("Standard · $89.00 each")).toBeInTheDocument();
  expect(asked).toEqual({ quantity: 2 });
});

test("a refused quantity says why and stays what it was", async () => {
  server.use(http.patch("/api/cart/lines/:id", () => refuse(422, "quantity_limit", { detail: "One line takes at most 99." })));
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: "One more Rose City Dozen" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("One line takes at most 99.");
  expect(screen.getByRole("group", { name: "Quantity of Rose City Dozen" })).toHaveTextContent("1");
});

test("what was taken out can be put back; the undo has the focus", async () => {
  let back: unknown;
  server.use(
    http.delete("/api/cart/lines/:id", () => HttpResponse.json({ ...emptyCart, deliveries: [{ ...cartDelivery, lines: [] }] })),
    http.post("/api/cart/lines", async ({ request }) => {
      back = await request.json();
      return HttpResponse.json(fullCart, { status: 201 });
    }),
  );
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: "Remove Rose City Dozen" }));
  const undo = await screen.findByRole("button", { name: "Undo" });
  expect(undo).toHaveFocus();
  expect(screen.getByRole("heading", { level: 1, name: "Nothing in here yet" })).toBeInTheDocument();
  await user.click(undo);
  expect(await screen.findByRole("link", { name: "Rose City Dozen" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Undo" })).not.toBeInTheDocument();
  expect(back).toEqual({ variant_id: 11, quantity: 1, delivery_id: cartDelivery.id });
});

test("a line that cannot be had any more says what to do, and holds up the checkout", async () => {
  const gone = { ...fullCart, deliveries: [{ ...cartDelivery, lines: [{ ...cartLine, available: false }] }] };
  server.use(http.get("/api/cart", () => HttpResponse.json(gone)));
  renderPage(<CartPage />);
  expect(await screen.findByText(/We cannot make this any more/)).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Check out" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /One more/ })).not.toBeInTheDocument();
});

test("an empty cart shows a way on", async () => {
  server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));
  renderPage(<CartPage />);
  expect(await screen.findByRole("link", { name: "See all flowers" })).toHaveAttribute("href", "/flowers");
});

test("the drawer shows the same cart, and a failure can be asked again", async () => {
  server.use(http.get("/api/cart", () => refuse(404, "not_found"), { once: true }));
  const panels = { current: "cart" as const, open: () => undefined, close: () => undefined };
  const { user } = renderPage(
    <PanelsContext value={panels}>
      <CartDrawer />
    </PanelsContext>,
  );
  const drawer = within(await screen.findByRole("dialog", { name: "Your cart" }));
  await user.click(await drawer.findByRole("button", { name: "Try again" }));
  expect(await drawer.findByRole("link", { name: "Check out" })).toBeInTheDocument();
  await waitFor(() => expect(drawer.getByRole("link", { name: "View cart" })).toHaveAttribute("href", "/cart"));
});

const second = {
  ...cartDelivery,
  id: "3b1f5a52-0000-4000-8000-000000000002",
  recipient: { ...recipient, name: "June Park" },
  card_message: "For June",
  lines: [{ ...cartLine, id: "7d0c2f7e-0000-4000-8000-000000000002", product_name: "Tulip Morning" }],
};
const divided = { ...fullCart, count: 2, deliveries: [cartDelivery, second] };

test("some of a line goes to somebody new: a delivery is made, and the words say so", async () => {
  const two = { ...fullCart, count: 2, deliveries: [{ ...cartDelivery, lines: [{ ...cartLine, quantity: 2 }] }] };
  const sent: unknown[] = [];
  server.use(
    http.get("/api/cart", () => HttpResponse.json(two)),
    http.post("/api/cart/deliveries", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(divided, { status: 201 });
    }),
  );
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: "Send Rose City Dozen to someone else" }));
  const question = within(screen.getByRole("dialog", { name: "Whom is it for?" }));
  expect(question.getByRole("button", { name: "One more Rose City Dozen" })).toHaveAttribute("aria-disabled", "true");
  await user.click(question.getByRole("button", { name: "Add a recipient" }));
  expect(await screen.findByRole("region", { name: "For June Park" })).toHaveTextContent("Tulip Morning");
  expect(screen.getByText("Rose City Dozen now goes to someone else.")).toBeInTheDocument();
  expect(screen.getByText("2 recipients, one payment")).toBeInTheDocument();
  expect(sent).toEqual([{ lines: [{ line_id: cartLine.id, quantity: 1 }] }]);
});

test("a recipient is removed, and her flowers go back to the first", async () => {
  const asked: unknown[] = [];
  server.use(
    http.get("/api/cart", () => HttpResponse.json(divided)),
    http.delete("/api/cart/deliveries/:id", ({ params, request }) => {
      asked.push([params["id"], new URL(request.url).searchParams.get("lines_to")]);
      return HttpResponse.json(fullCart);
    }),
  );
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: /^Remove recipient: For June Park/ }));
  expect(await screen.findByText(/The recipient is removed/)).toBeInTheDocument();
  expect(screen.queryByRole("region", { name: "For June Park" })).not.toBeInTheDocument();
  expect(asked).toEqual([[second.id, cartDelivery.id]]);
});

test("what the one recipient has can be moved to the other; a refusal is said where it was asked", async () => {
  let asked: unknown;
  server.use(
    http.get("/api/cart", () => HttpResponse.json(divided)),
    http.patch("/api/cart/lines/:id", async ({ request }) => {
      asked = await request.json();
      return refuse(422, "quantity_limit", { detail: "One line takes at most 99." });
    }),
  );
  const { user } = renderPage(<CartPage />);
  await user.click(await screen.findByRole("button", { name: "Send Tulip Morning to someone else" }));
  const question = within(screen.getByRole("dialog"));
  expect(question.getByRole("radio", { name: "For Rosa Delgado" })).toBeChecked();
  expect(question.queryByRole("radio", { name: "Someone new" })).not.toBeInTheDocument();
  await user.click(question.getByRole("button", { name: "Move it there" }));
  expect(await question.findByRole("alert")).toHaveTextContent("One line takes at most 99.");
  expect(asked).toEqual({ quantity: 1, delivery_id: cartDelivery.id });
});
