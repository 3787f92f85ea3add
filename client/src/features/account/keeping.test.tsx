import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { address as saved, customer, keyDate, preferences } from "@/testing/fixtures/account";
import { emptyCart, fullCart } from "@/testing/fixtures/cart";
import { deliverySlots } from "@/testing/fixtures/delivery";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import KeyDatesPage from "./dates/key-dates-page";
import FavoritesPage from "./favorites/favorites-page";
import OrdersPage from "./orders/orders-page";
import PreferencesPage from "./preferences/preferences-page";
import RecipientsPage from "./recipients/recipients-page";
import SecurityPage from "./security/security-page";

const me = customer;

test("a recipient is written down, and what is missing is said next to its field", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get("*/api/me/addresses", () => HttpResponse.json({ items: [] })),
    http.post("*/api/me/addresses", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(saved, { status: 201 });
    }),
  );
  const { user } = renderPage(<RecipientsPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Add a recipient" }));
  const drawer = within(screen.getByRole("dialog"));
  await user.click(drawer.getByRole("button", { name: "Save" }));
  expect(await drawer.findByText("Please write the name.")).toBeInTheDocument();
  await user.type(drawer.getByLabelText("Name"), "Rosa Delgado");
  await user.type(drawer.getByLabelText(/^Phone/), "(503) 555-0177");
  await user.click(drawer.getByRole("button", { name: "Save" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(sent).toMatchObject([{ label: "", recipient: { name: "Rosa Delgado", phone: "(503) 555-0177", postcode: null, kind_of_place: "home" } }]);
});

test("a recipient who is removed can be brought back", async () => {
  let items = [saved];
  server.use(
    http.get("*/api/me/addresses", () => HttpResponse.json({ items })),
    http.delete("*/api/me/addresses/:id", () => {
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("*/api/me/addresses", async ({ request }) => {
      expect(await request.json()).toEqual({ label: saved.label, recipient: saved.recipient });
      items = [{ ...saved, id: "8d0c2f7e-0000-4000-8000-000000000009" }];
      return HttpResponse.json(items[0], { status: 201 });
    }),
  );
  const { user } = renderPage(<RecipientsPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Remove Rosa Delgado" }));
  expect(await screen.findByText("Nobody here yet")).toBeInTheDocument();
  const undo = screen.getByRole("button", { name: "Undo" });
  expect(undo).toHaveFocus();
  await user.click(undo);
  expect(await screen.findByRole("heading", { name: "Rosa Delgado" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Undo" })).not.toBeInTheDocument();
});

test("a feast asks for no day, and a day that no month has is refused", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/me/key-dates", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(keyDate, { status: 201 });
    }),
  );
  const { user } = renderPage(<KeyDatesPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Add a day" }));
  const drawer = within(screen.getByRole("dialog"));
  await user.type(drawer.getByLabelText("Whose day is it?"), "Mom");
  await user.selectOptions(drawer.getByLabelText("Month"), "2");
  await user.selectOptions(drawer.getByLabelText("Day"), "30");
  await user.click(drawer.getByRole("button", { name: "Save" }));
  expect(await drawer.findByText("There is no such day in this month.")).toBeInTheDocument();
  await user.selectOptions(drawer.getByLabelText("Occasion"), "mothers_day");
  expect(drawer.queryByLabelText("Month")).not.toBeInTheDocument();
  await user.click(drawer.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ person: "Mom", occasion: "mothers_day", remind: true }]);
});

test("a silent day counts at once, and comes back when it could not be kept", async () => {
  const sent: unknown[] = [];
  let answer = () => HttpResponse.json({ ...preferences, quiet_occasions: ["memorial"] });
  server.use(
    http.put("*/api/me/preferences", async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
  const { user } = renderPage(<PreferencesPage />, { me });
  await user.click(await screen.findByLabelText("In memory"));
  await expect.poll(() => sent).toEqual([{ ...preferences, quiet_occasions: ["memorial"] }]);
  expect(screen.getByLabelText("In memory")).toBeChecked();
  answer = () => refuse(500, "internal") as never;
  await user.click(screen.getByLabelText(/^News from the workroom/));
  expect(await screen.findByRole("alert")).toHaveTextContent("Detail of internal.");
  expect(screen.getByLabelText(/^News from the workroom/)).not.toBeChecked();
});

test("a favorite is given up, and a kind of flowers chosen", async () => {
  const sent: string[] = [];
  const note = ({ request }: { request: Request }) => {
    sent.push(`${request.method} ${new URL(request.url).pathname}`);
    return new HttpResponse(null, { status: 204 });
  };
  server.use(http.delete("*/api/me/favorites/*", note), http.put("*/api/me/favorites/*", note));
  const { user } = renderPage(<FavoritesPage />, { me });
  const [heart] = await screen.findAllByRole("button", { name: /^Favorite:/, pressed: true });
  if (heart) await user.click(heart);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const [kind] = await screen.findAllByRole("button", { pressed: false });
  if (kind) await user.click(kind);
  await expect.poll(() => sent.length).toBe(3);
  expect(sent[0]).toMatch(/^DELETE .*products/);
  expect(sent[1]).toMatch(/^PUT .*products/);
  expect(sent[2]).toMatch(/^PUT .*flowers/);
});

test("an order once more: straight to the checkout, or what cannot be had again", async () => {
  let missing: { name: string; reason: string }[] = [{ name: "Ember", reason: "It is out of season." }];
  server.use(
    http.get("*/api/cart", () => HttpResponse.json(emptyCart)),
    http.post("*/api/orders/:number/reorder", () => HttpResponse.json({ cart: fullCart, missing })),
  );
  const { user, address } = renderPage(<OrdersPage />, { at: "/account/orders", path: "/account/orders", me });
  const again = await screen.findByRole("button", { name: "Order again: P-7KQ4-M2XD" });
  await user.click(again);
  expect(await screen.findByText("Ember: It is out of season.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "See the rest in your cart" })).toHaveAttribute("href", "/cart");
  missing = [];
  await user.click(again);
  await expect.poll(address).toBe("/checkout?step=review");
});

test("an order once more keeps the last day that she chose, where it can still be had", async () => {
  const waiting = { ...fullCart, deliveries: fullCart.deliveries.map((delivery) => ({ ...delivery, date: null, slot: null })) };
  const asked: (string | null)[] = [];
  const chosen: unknown[] = [];
  server.use(
    http.get("*/api/cart", () => HttpResponse.json(emptyCart)),
    http.post("*/api/orders/:number/reorder", () => HttpResponse.json({ cart: waiting, missing: [] })),
    http.get("*/api/delivery/slots", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("date"));
      return HttpResponse.json(deliverySlots);
    }),
    http.patch("*/api/cart/deliveries/:id", async ({ request }) => {
      chosen.push(await request.json());
      return HttpResponse.json(fullCart);
    }),
  );
  const { user, address } = renderPage(<OrdersPage />, { at: "/account/orders", path: "/account/orders", me });
  await user.click(await screen.findByRole("button", { name: "Order again: P-7KQ4-M2XD" }));
  await expect.poll(address).toBe("/checkout?step=review");
  expect(asked).toEqual(["2026-11-25"]);
  expect(chosen).toEqual([{ slot_id: deliverySlots.slots.find(({ available }) => available)?.id }]);
});

test("a guest's orders become hers by the code of their letter", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/me/claims", () => HttpResponse.json({ flow: "flow-2", expires_in: 600 }, { status: 202 })),
    http.post("*/api/me/claims/confirm", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ orders: ["P-7KQ4-M2XD"] });
    }),
  );
  const { user } = renderPage(<OrdersPage />, { at: "/account/orders?claim=1", path: "/account/orders", me });
  expect(await screen.findByLabelText("Email of the order")).toHaveValue("sam@example.com");
  await user.click(screen.getByRole("button", { name: "Send the code" }));
  await user.type(await screen.findByLabelText("Code"), "123456{Enter}");
  expect(await screen.findByText("1 order is yours now.")).toBeInTheDocument();
  expect(sent).toEqual([{ flow: "flow-2", code: "123456" }]);
});

test("a login elsewhere is ended; a wrong password stands next to its field; the account is closed", async () => {
  const ended: unknown[] = [];
  const closings = [() => refuse(403, "password_refused"), () => new HttpResponse(null, { status: 204 })];
  server.use(
    http.delete("*/api/me/sessions/:id", ({ params }) => {
      ended.push(params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete("*/api/me", () => (closings.shift() ?? (() => refuse(500, "internal")))()),
  );
  const { user } = renderPage(<SecurityPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Log out Safari on an iPhone" }));
  expect(await screen.findByText("Logged out there.")).toBeInTheDocument();
  expect(ended).toEqual(["7e0c2f7e-0000-4000-8000-000000000002"]);
  await user.click(screen.getByRole("button", { name: "Delete my account" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.type(dialog.getByLabelText("Your password"), "wrong{Enter}");
  expect(await dialog.findByText("Detail of password_refused.")).toBeInTheDocument();
  await user.type(dialog.getByLabelText("Your password"), "-no-right{Enter}");
  expect(await screen.findByText("Your account is closed. Thank you for the flowers.")).toBeInTheDocument();
});
