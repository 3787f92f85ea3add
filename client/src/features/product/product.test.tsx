import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { Product } from "@/lib/api/types";
import { PanelsContext } from "@/lib/panels";
import { cartDelivery, emptyCart, fullCart } from "@/testing/fixtures/cart";
import { product } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import ProductPage from "./product-page";

function open(more: Partial<Product> = {}) {
  const openPanel = vi.fn();
  server.use(http.get("/api/products/:slug", () => HttpResponse.json({ ...product, ...more })));
  const page = renderPage(
    <PanelsContext value={{ current: null, open: openPanel, close: vi.fn() }}>
      <ProductPage />
    </PanelsContext>,
    { at: "/flowers/rose-city-dozen", path: "/flowers/:slug" },
  );
  return { ...page, openPanel };
}

const ASK = "Where and when? Enter the ZIP code to see the days";
const noChoice = () => server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));

/** Everything that is put into the cart. */
function watchCart(refusing?: number) {
  const added: unknown[] = [];
  server.use(
    http.post("/api/cart/lines", async ({ request }) => {
      const line = (await request.json()) as { variant_id: number };
      if (line.variant_id === refusing) return refuse(404, "variant_not_found");
      added.push(line);
      return HttpResponse.json(fullCart, { status: 201 });
    }),
  );
  return added;
}

test("the size and what goes with it land in the cart, which opens", async () => {
  const added = watchCart();
  const { user, openPanel } = open();
  await user.click(await screen.findByRole("radio", { name: /Deluxe/ }));
  expect(screen.getByText("Rose Freedom").parentElement).toHaveTextContent("18 ×");
  await user.click(screen.getByRole("checkbox", { name: /Sea Salt Caramels/ }));
  await user.click(screen.getByRole("button", { name: /Add to cart/ }));
  await waitFor(() => expect(openPanel).toHaveBeenCalledWith("cart"));
  expect(added).toEqual([{ variant_id: 12, quantity: 1 }, { variant_id: 901, quantity: 1 }]);
});

test("an add-on that is gone does not add the flowers twice, and is named", async () => {
  const added = watchCart(901);
  const { user } = open();
  await user.click(await screen.findByRole("checkbox", { name: /Sea Salt Caramels/ }));
  await user.click(screen.getByRole("button", { name: /Add to cart/ }));
  expect(await screen.findByText(/we are out of: Sea Salt Caramels/)).toBeInTheDocument();
  expect(added).toEqual([{ variant_id: 11, quantity: 1 }]);
});

test("flowers that cannot be had say so beside the button", async () => {
  watchCart(11);
  const { user, openPanel } = open();
  await user.click(await screen.findByRole("button", { name: /Add to cart/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Detail of variant_not_found.");
  expect(openPanel).not.toHaveBeenCalled();
});

test("without a place it asks for one", async () => {
  noChoice();
  const { user } = open();
  await user.type(await screen.findByLabelText(ASK), "10001{Enter}");
  expect(await screen.findByRole("link", { name: "(503) 555-0142" })).toBeInTheDocument();
});

test("who has said where is asked when, in the calendar of that place", async () => {
  noChoice();
  server.use(http.post("/api/cart/deliveries", () => HttpResponse.json({ ...fullCart, deliveries: [{ ...cartDelivery, date: null }] })));
  const { user, openPanel } = open();
  await user.type(await screen.findByLabelText(ASK), "97201{Enter}");
  await waitFor(() => expect(openPanel).toHaveBeenCalledExactlyOnceWith("destination"));
  expect(await screen.findByText("Earliest day to 97201: Mon 23 Nov")).toBeInTheDocument();
});

test("with a place it names the earliest day there", async () => {
  server.use(http.get("/api/cart", () => HttpResponse.json({ ...fullCart, deliveries: [{ ...cartDelivery, date: null }] })));
  open();
  expect(await screen.findByText("Earliest day to 97201: Mon 23 Nov")).toBeInTheDocument();
});

test.each([
  [null, "Can be at the door on Wed 25 Nov, 97201"],
  [0, "Not possible for Wed 25 Nov to 97201"],
])("with a day it judges that day", async (left, words) => {
  open({ variants: product.variants.map((variant) => ({ ...variant, left })) });
  expect(await screen.findByText(words)).toBeInTheDocument();
});

test("lilies warn of cats beside the price", async () => {
  open({ pet_note: "Never for a home with cats: any part of a true lily can kill." });
  expect(await screen.findByRole("complementary", { name: "Is there a cat in the house?" })).toHaveTextContent(/can kill/);
});

test("what is not known to harm pets is never called safe to eat", async () => {
  open({ pet_safe: true, pet_note: "Not known to be toxic to cats or dogs." });
  expect(await screen.findByText(/known to be toxic to cats or dogs\. Flowers are still not food/)).toBeInTheDocument();
});

test("out of season it says when they bloom, and sells nothing", async () => {
  open({ season: { from_month: 5, to_month: 6 }, in_season: false });
  expect(await screen.findByRole("heading", { name: "These flowers bloom from May to June." })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Add to cart/ })).not.toBeInTheDocument();
});

test("a breadcrumb leads back to the category", async () => {
  open();
  const trail = within(await screen.findByRole("navigation", { name: "You are here" }));
  expect(trail.getByRole("link", { name: "Roses" })).toHaveAttribute("href", "/flowers?category=roses");
});
