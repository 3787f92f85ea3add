import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { useState, type ReactNode } from "react";
import { expect, test } from "vitest";
import { PanelsContext, type Panel } from "@/lib/panels";
import { cartDelivery, emptyCart, fullCart } from "@/testing/fixtures/cart";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import DestinationDrawer from "./destination-drawer";

function Opened({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<Panel | null>("destination");
  return <PanelsContext value={{ current, open: setCurrent, close: () => setCurrent(null) }}>{children}</PanelsContext>;
}

const open = () => renderPage(<Opened><DestinationDrawer /></Opened>);

/** A cart that remembers the one choice that these tests make. */
function rememberingCart(chosen: { postcode?: string; date?: string } = {}) {
  const sent: unknown[] = [];
  const cart = () => ({
    ...fullCart,
    deliveries: [{ ...cartDelivery, postcode: chosen.postcode ?? null, date: chosen.date ?? null }],
  });
  const take = async ({ request }: { request: Request }) => {
    const body = (await request.json()) as typeof chosen;
    sent.push(body);
    chosen = { ...chosen, ...body };
    return HttpResponse.json(cart());
  };
  server.use(
    http.get("/api/cart", () => HttpResponse.json(chosen.postcode ? cart() : emptyCart)),
    http.post("/api/cart/deliveries", take),
    http.patch("/api/cart/deliveries/:id", take),
  );
  return sent;
}

test("a postcode brings its days, and a day that is pressed is kept at once", async () => {
  const sent = rememberingCart();
  const { user } = open();
  await user.type(await screen.findByLabelText("ZIP code the flowers go to"), "97201{Enter}");
  const days = within(await screen.findByRole("region", { name: "First days" }));
  expect(days.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Mon 23 Nov$9", "Tue 24 Nov$9", "Wed 25 Nov$9"]);
  await user.click(days.getByRole("button", { name: /Tue 24 Nov/ }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.getByText("Flowers for Tue 24 Nov to 97201")).toBeInTheDocument();
  expect(sent).toEqual([{ postcode: "97201" }, { postcode: "97201", date: "2026-11-24" }]);
});

test("outside our zones it says whom to call, keeps what was typed and saves nothing", async () => {
  const sent = rememberingCart();
  const { user } = open();
  const field = await screen.findByLabelText("ZIP code the flowers go to");
  await user.type(field, "10001{Enter}");
  expect(await screen.findByRole("link", { name: "(503) 555-0142" })).toHaveAttribute("href", "tel:5035550142");
  expect(field).toHaveValue("10001");
  expect(sent).toEqual([]);
});

test("what is no postcode is said at the field", async () => {
  rememberingCart();
  server.use(http.get("/api/delivery/dates", () => refuse(422, "invalid_postcode", { detail: "Please give a five-digit ZIP code." })));
  const { user } = open();
  const field = await screen.findByLabelText("ZIP code the flowers go to");
  await user.click(screen.getByRole("button", { name: "See the days" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Please enter the ZIP code the flowers go to.");
  await user.type(field, "nine{Enter}");
  await waitFor(() => expect(field).toHaveAccessibleDescription("Please give a five-digit ZIP code."));
});

test("a new place where the van does not come on the old day lets that day go", async () => {
  const sent = rememberingCart({ postcode: "97201", date: "2026-11-26" });
  const { user } = open();
  await waitFor(() => expect(screen.getByLabelText("ZIP code the flowers go to")).toHaveValue("97201"));
  await user.clear(screen.getByLabelText("ZIP code the flowers go to"));
  await user.type(screen.getByLabelText("ZIP code the flowers go to"), "97202{Enter}");
  await waitFor(() => expect(sent).toEqual([{ postcode: "97202", date: null }]));
});

test("the calendar tells why a day is closed, and does not take it", async () => {
  const sent = rememberingCart({ postcode: "97201" });
  const { user } = open();
  const closed = await screen.findByRole("button", { name: /November 26, 2026, not possible: We are closed on Thanksgiving/ });
  await user.click(closed);
  expect(screen.getByText(/Thu 26 Nov: We are closed on Thanksgiving/)).toBeInTheDocument();
  expect(sent).toEqual([]);
});
