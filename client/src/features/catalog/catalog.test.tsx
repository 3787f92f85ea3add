import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { emptyCart } from "@/testing/fixtures/cart";
import { productList } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CatalogPage from "./catalog-page";

/** The addresses asked of the server, oldest first. */
function watch(answer: Partial<typeof productList> = {}) {
  const asked: string[] = [];
  server.use(
    http.get("/api/products", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ ...productList, ...answer });
    }),
  );
  return asked;
}

afterEach(() => vi.useRealTimers());

const open = (at = "/flowers") => renderPage(<CatalogPage />, { at, path: "/flowers" });

test("shows the flowers with their number, true for the day chosen, and how to see the others", async () => {
  const asked = watch();
  const { user, address } = open();
  expect(await screen.findByText(/4 ways to say it, possible for Wed 25 Nov to 97201/)).toBeInTheDocument();
  expect(within(screen.getByRole("list", { name: "Flowers" })).getAllByRole("listitem")).toHaveLength(4);
  await user.click(screen.getByRole("link", { name: "See every day" }));
  expect(await screen.findByText("4 ways to say it.")).toBeInTheDocument();
  expect(address()).toBe("/flowers?day=any");
  expect(asked.map((query) => query.includes("delivery_date"))).toEqual([true, false]);
});

test("what is nearly gone for the day says so, and only on the day itself", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T20:00:00Z") });
  const items = productList.items.map((item, index) => ({ ...item, left: [3, 6, 1, null][index] ?? null }));
  server.use(
    http.get("/api/products", ({ request }) =>
      HttpResponse.json(request.url.includes("delivery_date") ? { ...productList, items } : productList),
    ),
  );
  const { user } = open();
  const cards = within(await screen.findByRole("list", { name: "Flowers" })).getAllByRole("article");
  await screen.findByText(/^3 left for/);
  expect(cards.map((card) => within(card).queryByText(/left/)?.textContent ?? null)).toEqual(["3 left for Wednesday", null, "1 left for Wednesday", null]);
  await user.click(screen.getByRole("link", { name: "See every day" }));
  await screen.findByText("4 ways to say it.");
  expect(screen.queryByText(/left for/)).not.toBeInTheDocument();
});

test("a filter goes into the address, shows as a chip and comes off again", async () => {
  const asked = watch();
  const { user, address } = open("/flowers?page=2");
  await user.click(await screen.findByRole("checkbox", { name: /^Red/ }));
  expect(address()).toBe("/flowers?color=red");
  await waitFor(() => expect(asked.at(-1)).toContain("color=red"));
  await user.click(screen.getByRole("button", { name: "Remove Red" }));
  expect(address()).toBe("/flowers");
});

test("all filters come off at once; the order stays", async () => {
  const { user, address } = open("/flowers?color=red&occasion=love&price_max=9000&sort=price");
  const chips = await screen.findByRole("list", { name: "Chosen filters" });
  expect(within(chips).getByRole("button", { name: "Remove Up to $90" })).toBeInTheDocument();
  await user.click(within(chips).getByRole("button", { name: "Clear all" }));
  expect(address()).toBe("/flowers?sort=price");
});

test("prices are taken in whole dollars", async () => {
  const { user, address } = open();
  await user.type(await screen.findByLabelText("To ($)"), "90{Enter}");
  expect(address()).toBe("/flowers?price_max=9000");
});

test("the order goes into the address", async () => {
  const { user, address } = open();
  await user.selectOptions(await screen.findByRole("combobox", { name: "Sort by" }), "Price, low to high");
  expect(address()).toBe("/flowers?sort=price");
});

test("the phone's sheet holds the same filters and says what is left", async () => {
  const { user } = open();
  await screen.findByRole("list", { name: "Flowers" });
  await user.click(screen.getByRole("button", { name: "Filters" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Filters" }));
  await user.click(sheet.getByRole("checkbox", { name: /^Pink/ }));
  expect(await sheet.findByRole("button", { name: "Show 4 results" })).toBeInTheDocument();
});

test("nothing found on a day offers another day, every day, and everything", async () => {
  watch({ items: [], total: 0 });
  open("/flowers?color=blue");
  expect(await screen.findByRole("heading", { name: "Nothing like that on Wed 25 Nov" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Choose another day" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "See all flowers" })).toHaveAttribute("href", "/flowers");
});

test("a search that finds nothing names a word that would", async () => {
  server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));
  watch({ items: [], total: 0, did_you_mean: "roses" });
  open("/flowers?q=rozes");
  expect(await screen.findByRole("heading", { level: 1, name: "Flowers for “rozes”" })).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "roses" })).toHaveAttribute("href", "/flowers?q=roses");
});

test("pages are links, and going to one moves focus to the top of the list", async () => {
  watch({ total: 60 });
  const { user, address } = open("/flowers?color=red");
  const pages = within(await screen.findByRole("navigation", { name: "Pages" }));
  expect(pages.getByRole("link", { name: "Page 1" })).toHaveAttribute("aria-current", "page");
  await user.click(pages.getByRole("link", { name: "Page 2" }));
  expect(address()).toBe("/flowers?color=red&page=2");
  expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
});

test("a list that fails says so and can be asked for again", async () => {
  server.use(http.get("/api/products", () => refuse(503, "busy")));
  const { user } = open();
  const again = await screen.findByRole("button", { name: "Try again" });
  watch();
  await user.click(again);
  expect(await screen.findByRole("link", { name: "Rose City Dozen" })).toBeInTheDocument();
});
