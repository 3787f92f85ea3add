import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { PanelsContext } from "@/lib/panels";
import { emptyCart } from "@/testing/fixtures/cart";
import { productList, productSummary } from "@/testing/fixtures/catalog";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import HomePage from "./home-page";

const withoutChoice = () => server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));

test("the early question asks for the place, keeps it, and opens the days", async () => {
  withoutChoice();
  const open = vi.fn();
  const { user } = renderPage(
    <PanelsContext value={{ current: null, open, close: vi.fn() }}>
      <HomePage />
    </PanelsContext>,
  );
  await user.type(await screen.findByLabelText("ZIP code they are going to"), "97201{Enter}");
  await vi.waitFor(() => expect(open).toHaveBeenCalledExactlyOnceWith("destination"));
});

test("somebody who has chosen sees the choice, and flowers for that very day", async () => {
  let asked = "";
  server.use(
    http.get("/api/products", ({ request }) => {
      asked += new URL(request.url).search;
      return HttpResponse.json(productList);
    }),
  );
  renderPage(<HomePage />);
  expect(await screen.findByText("Wednesday, November 25, 2026, to 97201")).toBeInTheDocument();
  expect(await screen.findByRole("heading", { name: "Lovely for Wednesday" })).toBeInTheDocument();
  expect(asked).toContain("delivery_date=2026-11-25&postcode=97201");
});

test("what is out of season is not called lovely", async () => {
  withoutChoice();
  const peonies = productSummary(
    { slug: "peonies", name: "Peonies", summary: "Pink peonies", category: "seasonal", colors: ["pink"], from: 7900 },
    { in_season: false, season: { from_month: 5, to_month: 6 } },
  );
  server.use(http.get("/api/products", () => HttpResponse.json({ ...productList, items: [peonies, ...productList.items] })));
  renderPage(<HomePage />);
  const lovely = within(await screen.findByRole("region", { name: "Lovely right now" }));
  expect(await lovely.findByRole("link", { name: "Rose City Dozen" })).toHaveAttribute("href", "/flowers/rose-city-dozen");
  expect(lovely.queryByRole("link", { name: "Peonies" })).not.toBeInTheDocument();
});

test("each occasion leads to its flowers", async () => {
  renderPage(<HomePage />);
  const occasions = within(await screen.findByRole("region", { name: "What are they for?" }));
  expect(await occasions.findByRole("link", { name: /Birthday/ })).toHaveAttribute("href", "/flowers?occasion=birthday");
});
