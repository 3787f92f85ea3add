import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PanelsContext } from "@/lib/panels";
import { cartQuery } from "@/lib/questions/cart";
import { cartDelivery, emptyCart, fullCart } from "@/testing/fixtures/cart";
import { product } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import ProductPage from "./product-page";

// A Sunday in the shop: its Wednesday, the 25th, is this week's.
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T20:00:00Z") }));
afterEach(() => vi.useRealTimers());

const openPanel = vi.fn();

/** The product page, with what is left of Standard, Deluxe and Premium on each day. */
function open(left: Record<string, (number | null)[]>) {
  server.use(
    http.get("/api/products/:slug", ({ request }) => {
      const day = new URL(request.url).searchParams.get("delivery_date");
      const of = day === null ? [] : left[day];
      if (!of) return refuse(503, "busy");
      return HttpResponse.json({ ...product, variants: product.variants.map((variant, index) => ({ ...variant, left: of[index] ?? null })) });
    }),
  );
  return renderPage(
    <PanelsContext value={{ current: null, open: openPanel, close: vi.fn() }}>
      <ProductPage />
    </PanelsContext>,
    { at: "/flowers/rose-city-dozen", path: "/flowers/:slug" },
  );
}

const size = (name: RegExp) => screen.getByRole("radio", { name });

test("each size says how few are left for the day, and plenty says nothing", async () => {
  open({ "2026-11-25": [6, 5, 1] });
  await screen.findByText("1 left for Wednesday");
  expect(size(/Standard/)).toHaveAccessibleName("Standard16 stems$89");
  expect(size(/Deluxe/)).toHaveAccessibleName("Deluxe24 stems, 5 left for Wednesday$129");
  expect(size(/Premium/)).toHaveAccessibleName("Premium32 stems, 1 left for Wednesday$164");
});

test("a size that is sold out cannot be chosen; the first one left is shown instead", async () => {
  open({ "2026-11-25": [0, 3, 3] });
  await screen.findByText("Sold out for Wednesday");
  expect(size(/Standard/)).toBeDisabled();
  expect(size(/Deluxe/)).toBeChecked();
  expect(screen.getByRole("button", { name: /Add to cart.*\$129/ })).toBeInTheDocument();
});

test("with every size sold out the way on is another day, and the new day is asked about", async () => {
  const { user, queryClient } = open({ "2026-11-25": [0, 0, 0], "2026-12-01": [2, 9, 9] });
  expect(await screen.findByText("Not possible for Wed 25 Nov to 97201")).toBeInTheDocument();
  expect(screen.getAllByText("Sold out for Wednesday")).toHaveLength(3);
  expect(screen.queryByRole("button", { name: /Add to cart/ })).not.toBeInTheDocument();
  const [, instead] = screen.getAllByRole("button", { name: "Choose another day" });
  if (instead) await user.click(instead);
  expect(openPanel).toHaveBeenCalledExactlyOnceWith("destination");

  queryClient.setQueryData(cartQuery.queryKey, { ...fullCart, deliveries: [{ ...cartDelivery, date: "2026-12-01" }] });
  // What was true of the old day is gone at once, also before the new answer.
  await vi.waitFor(() => expect(screen.queryByText(/Wednesday/)).not.toBeInTheDocument());
  expect(await screen.findByText("2 left for Tue 1 Dec")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /Add to cart.*\$89/ })).toBeInTheDocument();
});

test("a size chosen before stays chosen when it is sold out, and leads to another day", async () => {
  const { user, queryClient } = open({ "2026-11-25": [9, 9, 9], "2026-11-27": [9, 9, 0] });
  await screen.findByText("Can be at the door on Wed 25 Nov, 97201");
  await user.click(size(/Premium/));
  queryClient.setQueryData(cartQuery.queryKey, { ...fullCart, deliveries: [{ ...cartDelivery, date: "2026-11-27" }] });
  await screen.findByText("Sold out for Friday");
  expect(size(/Premium/)).toBeChecked();
  expect(screen.queryByRole("button", { name: /Add to cart/ })).not.toBeInTheDocument();
  await user.click(size(/Standard/));
  expect(screen.getByRole("button", { name: /Add to cart.*\$89/ })).toBeInTheDocument();
});

test("without a day nothing is said of it, and a question that fails stops nobody", async () => {
  open({});
  expect(await screen.findByText("Can be at the door on Wed 25 Nov, 97201")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /Add to cart/ })).toBeInTheDocument();
  server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));
  open({});
  expect(await screen.findByLabelText("Where and when? Enter the ZIP code to see the days")).toBeInTheDocument();
});
