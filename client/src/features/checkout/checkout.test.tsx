import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Slot } from "@/lib/api/types";
import { cartDelivery, emptyCart, fullCart, recipient } from "@/testing/fixtures/cart";
import { deliveryDates, slot } from "@/testing/fixtures/delivery";
import { refuse } from "@/testing/handlers";
import { rememberingCart } from "@/testing/remembering-cart";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CheckoutPage from "./checkout-page";

const open = (step = "delivery") => renderPage(<CheckoutPage />, { at: `/checkout?step=${step}`, path: "/checkout" });
const fresh = { ...cartDelivery, postcode: null, date: null, slot: null, recipient: null, card_message: "" };
const cartOf = (delivery: typeof cartDelivery) => ({ ...fullCart, deliveries: [delivery] });
const button = (name: RegExp) => screen.findByRole("button", { name });

beforeEach(() => sessionStorage.clear());

test("an empty cart has nothing to check out", async () => {
  server.use(http.get("/api/cart", () => HttpResponse.json(emptyCart)));
  open();
  expect(await screen.findByRole("link", { name: "See all flowers" })).toBeInTheDocument();
});

test.each([
  ["details", cartOf({ ...cartDelivery, slot: null }), "Where, when and to whom?", "delivery"],
  ["review", fullCart, "Who is sending them?", "details"],
])("nobody enters %s before what comes first", async (step, cart, title, shown) => {
  rememberingCart(cart);
  const { address } = open(step);
  expect(await screen.findByRole("heading", { level: 1, name: title })).toBeInTheDocument();
  expect(address()).toBe(`/checkout?step=${shown}`);
});

test("a day that has gone offers the next open one, whose times are shown at once", async () => {
  const { changes } = rememberingCart(cartOf({ ...cartDelivery, date: "2026-11-26", slot: null }));
  const { user } = open();
  expect(await screen.findByText("Thu 26 Nov is no longer possible. We are closed on Thanksgiving.")).toBeInTheDocument();
  await user.click(await button(/^Next open day: Fri 27 Nov/));
  expect(await screen.findByRole("group", { name: "What time on Friday, November 27?" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^Friday, November 27/ })).toHaveFocus();
  expect(changes).toEqual([{ date: "2026-11-27" }]);
});

test("a day whose times went while it was looked at says why at each, and offers the next", async () => {
  rememberingCart(cartOf({ ...cartDelivery, slot: null }));
  const full = { ...slot, available: false, reasons: [{ code: "slot_full", message: "This window is full.", stems: [] }], places_left: 0 };
  server.use(
    http.get("/api/delivery/slots", ({ request }) =>
      HttpResponse.json({ date: "", slots: [request.url.includes("2026-11-25") ? full : slot] }),
    ),
  );
  const { user } = open();
  const times = within(await screen.findByRole("group", { name: "What time on Wednesday, November 25?" }));
  expect(times.getByRole("radio", { name: /This window is full/ })).toBeDisabled();
  expect(screen.getByText("There is no time left on this day. Please choose another day.")).toBeInTheDocument();
  await user.click(await button(/^Next open day: Fri 27 Nov/));
  const next = within(await screen.findByRole("group", { name: "What time on Friday, November 27?" }));
  expect(next.getByRole("radio", { name: /Any time/ })).toBeEnabled();
  expect(screen.queryByRole("button", { name: /^Next open day/ })).not.toBeInTheDocument();
});

test("from a postcode to the day, the time and the recipient: each is saved", async () => {
  const { changes } = rememberingCart(cartOf(fresh));
  const { user, address } = open();
  await user.type(await screen.findByLabelText("ZIP code"), "97201");
  await user.click(await button(/Show days/));
  await user.click(await button(/Wednesday, November 25, 2026/));
  const times = within(await screen.findByRole("group", { name: "What time on Wednesday, November 25?" }));
  expect(times.getByRole("radio", { name: /9 am to noon/ })).toBeDisabled();
  expect(times.getByText("This window is full.")).toBeInTheDocument();
  expect(times.getByText("Only 4 places left")).toBeInTheDocument();
  await user.click(times.getByRole("radio", { name: /Noon to 3 pm/ }));
  await user.type(screen.getByLabelText("Name"), "Rosa Delgado");
  await user.type(screen.getByLabelText("Phone"), "(503) 555-0177");
  await user.type(screen.getByLabelText("Street and number"), "2120 SW Jefferson Street");
  await user.type(screen.getByLabelText("City"), "Portland");
  await user.type(screen.getByLabelText(/Your message/), "For you");
  await user.click(await button(/On to your details/));
  expect(await screen.findByRole("heading", { level: 1, name: "Who is sending them?" })).toHaveFocus();
  expect(address()).toBe("/checkout?step=details");
  expect(changes).toMatchObject([
    { postcode: "97201" },
    { date: "2026-11-25" },
    { slot_id: 503 },
    { recipient: { name: "Rosa Delgado", line1: "2120 SW Jefferson Street", kind_of_place: "home" }, card_message: "For you" },
  ]);
});

test("what is missing is listed and said at its field; the first of it takes the focus", async () => {
  rememberingCart(cartOf({ ...fresh, postcode: "97201", date: "2026-11-25" }));
  const { user, address } = open();
  const times = within(await screen.findByRole("group", { name: /What time/ }));
  await user.click(await button(/On to your details/));
  const summary = (await screen.findAllByRole("alert")).find((alert) => alert.textContent.includes("5 things still need a look"));
  expect(summary).toBeDefined();
  expect(times.getByRole("radio", { name: /Any time/ })).toHaveFocus();
  expect(times.getByText("Please choose a day and a time.")).toBeInTheDocument();
  expect(screen.getByLabelText("Phone")).toHaveAccessibleDescription(/Please write a phone number/);
  await user.click(within(summary ?? document.body).getByRole("button", { name: "Please write the city." }));
  expect(screen.getByLabelText("City")).toHaveFocus();
  expect(address()).toBe("/checkout?step=delivery");
});

test("a field that only the server refuses shows its words there", async () => {
  rememberingCart(fullCart);
  const errors = [{ path: "recipient.phone", message: "Value error, this number has too few digits" }];
  server.use(http.patch("/api/cart/deliveries/:id", () => refuse(422, "validation", { errors })));
  const { user } = open();
  await user.click(await button(/On to your details/));
  await waitFor(() => expect(screen.getByLabelText("Phone")).toHaveAccessibleDescription(/this number has too few digits/));
  expect(screen.getByLabelText("Phone")).toHaveFocus();
});

test("a card that is too long is stopped before it is sent", async () => {
  const { changes } = rememberingCart(cartOf({ ...cartDelivery, card_message: "x".repeat(251) }));
  const { user } = open();
  await user.click(await button(/On to your details/));
  expect(await screen.findByText("1 character too many")).toBeInTheDocument();
  expect(screen.getByLabelText(/Your message/)).toHaveFocus();
  expect(changes).toEqual([]);
});

test("outside of every zone the number to call stands at the postcode", async () => {
  rememberingCart(cartOf({ ...fresh, postcode: "10001" }));
  open();
  expect(await screen.findByRole("link", { name: "(503) 555-0142" })).toHaveAttribute("href", "tel:5035550142");
  expect(screen.queryByRole("grid")).not.toBeInTheDocument();
});

test("who collects needs only a name and a telephone", async () => {
  const { changes } = rememberingCart(cartOf({ ...cartDelivery, method: "collection", recipient: null, card_message: "" }));
  const { user, address } = open();
  expect(await screen.findByRole("radio", { name: /You collect it/ })).toBeChecked();
  expect(screen.queryByLabelText("ZIP code")).not.toBeInTheDocument();
  expect(screen.queryByLabelText("City")).not.toBeInTheDocument();
  await user.type(screen.getByLabelText("Name"), "Sam");
  await user.type(screen.getByLabelText("Phone"), "503 555 0199");
  await user.click(await button(/On to your details/));
  await waitFor(() => expect(address()).toBe("/checkout?step=details"));
  expect(changes).toMatchObject([{ recipient: { name: "Sam", phone: "503 555 0199", line1: "" } }]);
});

test("your details are checked, kept, and still there on the way back", async () => {
  rememberingCart(fullCart);
  const { user } = open("details");
  await user.type(await screen.findByLabelText("Email"), "sam@example");
  await user.click(await button(/On to review/));
  expect(await screen.findByText("3 things still need a look")).toBeInTheDocument();
  expect(screen.getByLabelText("Your name")).toHaveFocus();
  expect(screen.getByLabelText("Email")).toHaveAccessibleDescription(/should look like sam@example.com/);
  await user.type(screen.getByLabelText("Your name"), "Sam Okafor");
  await user.type(screen.getByLabelText("Email"), ".com");
  await user.type(screen.getByLabelText("Your phone"), "(503) 555-0199");
  await user.click(await button(/On to review/));
  await user.click(await screen.findByRole("link", { name: "Change your details" }));
  expect(await screen.findByLabelText("Email")).toHaveValue("sam@example.com");
});

test("two recipients: each is asked for in turn, by name, and the next one starts at its title", async () => {
  const june = { ...cartDelivery, id: "3b1f5a52-0000-4000-8000-000000000002", recipient: { ...recipient, name: "June Park" }, slot: null };
  rememberingCart({ ...fullCart, count: 2, deliveries: [{ ...cartDelivery, recipient: null, card_message: "" }, june] });
  const { user, address } = open();
  expect(await screen.findByRole("heading", { level: 1, name: "Delivery 1 of 2" })).toBeInTheDocument();
  await waitFor(() => expect(address()).toBe(`/checkout?step=delivery&delivery=${cartDelivery.id}`));
  const others = () => within(screen.getByRole("navigation", { name: "Deliveries of this order" }));
  expect(others().getByRole("link", { name: /Delivery 1/ })).toHaveAttribute("aria-current", "step");
  await user.type(screen.getByLabelText("Name"), "Rosa Delgado");
  await user.type(screen.getByLabelText("Phone"), "(503) 555-0177");
  await user.type(screen.getByLabelText("Street and number"), "2120 SW Jefferson Street");
  await user.type(screen.getByLabelText("City"), "Portland");
  await user.click(await button(/On to the next delivery/));
  expect(await screen.findByRole("heading", { level: 1, name: "Delivery 2 of 2: for June Park" })).toHaveFocus();
  expect(address()).toBe(`/checkout?step=delivery&delivery=${june.id}`);
  expect(others().getByRole("link", { name: /done:\s*For Rosa Delgado/ })).toBeInTheDocument();
});

test("a funeral home asks for the service and the ribbon; what is no longer asked is not sent", async () => {
  const { changes } = rememberingCart(cartOf({ ...cartDelivery, recipient: { ...recipient, safe_place: "Porch", anonymous_sender: true } }));
  const { user } = open();
  expect(await screen.findByLabelText(/If nobody opens/)).toHaveValue("Porch");
  expect(screen.getByRole("checkbox", { name: /Keep me a secret/ })).toBeChecked();
  await user.selectOptions(screen.getByLabelText("What kind of place is it?"), "funeral_home");
  expect(screen.queryByLabelText(/If nobody opens/)).not.toBeInTheDocument();
  await user.type(screen.getByLabelText(/When does the service begin/), "14:30");
  await user.type(screen.getByLabelText(/Words on the ribbon/), "With love");
  await user.click(await button(/On to your details/));
  await waitFor(() => expect(changes).toHaveLength(1));
  expect(changes[0]?.recipient).toMatchObject({ service_time: "14:30", ribbon_text: "With love", safe_place: "", anonymous_sender: false });
});

const funeral = { ...cartDelivery, recipient: { ...recipient, kind_of_place: "funeral_home" as const } };
const tooLate = (alternatives: Slot[]) =>
  http.patch("/api/cart/deliveries/:id", () => refuse(409, "too_late_for_service", { alternatives }), { once: true });

test("a service before the chosen time is said at its field; one press takes a time that is there before it", async () => {
  const { changes } = rememberingCart(cartOf(funeral));
  const early = { ...slot, id: 503, label: "Noon to 3 pm" };
  server.use(tooLate([early]));
  const { user, address } = open();
  await user.type(await screen.findByLabelText(/When does the service begin/), "15:00");
  await user.click(await button(/On to your details/));
  const field = screen.getByLabelText(/When does the service begin/);
  await waitFor(() => expect(field).toHaveAccessibleDescription(/The time you chose for the flowers ends after the service begins/));
  expect(field).toHaveFocus();
  expect(address()).toBe("/checkout?step=delivery");
  await user.click(within(screen.getByRole("group", { name: "Choose another time" })).getByRole("button", { name: /Noon to 3 pm/ }));
  await waitFor(() => expect(address()).toBe("/checkout?step=details"));
  expect(changes).toMatchObject([{ slot_id: 503, recipient: { service_time: "15:00" } }]);
});

test("a service before every time of its day says what else can be done, until its time is another", async () => {
  rememberingCart(cartOf(funeral));
  server.use(tooLate([]));
  const { user } = open();
  await user.type(await screen.findByLabelText(/When does the service begin/), "08:00");
  await user.click(await button(/On to your details/));
  expect(await screen.findByText(/Choose an earlier day and leave this empty, or call us/)).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: /Call us/ })).toHaveAttribute("href", "tel:5035550142");
  await user.clear(screen.getByLabelText(/When does the service begin/));
  await waitFor(() => expect(screen.queryByText(/Choose an earlier day/)).not.toBeInTheDocument());
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("no day at all before the service: its time is to be changed, and not the shop to be called", async () => {
  rememberingCart(cartOf({ ...funeral, slot: null, date: null }));
  const reasons = [{ code: "too_late_for_service", message: "This time ends after the service begins." }];
  const dates = deliveryDates.dates.map((day) => ({ ...day, available: false, reasons, fee_from: null }));
  server.use(http.get("/api/delivery/dates", () => HttpResponse.json({ ...deliveryDates, first_available: null, dates })));
  open();
  expect(await screen.findByText(/None of our times ends before the service you named below/)).toBeInTheDocument();
});

test("a place that takes none of it on any day says so, and what helps", async () => {
  rememberingCart(cartOf({ ...cartDelivery, slot: null, date: null }));
  const reasons = [{ code: "destination", message: "We cannot bring this to a hospital: Stargazer at Dusk.", stems: [] }, { code: "cutoff", message: "Orders for this time have closed.", stems: [] }];
  const dates = deliveryDates.dates.map((day) => ({ ...day, available: false, reasons, fee_from: null }));
  server.use(http.get("/api/delivery/dates", () => HttpResponse.json({ ...deliveryDates, first_available: null, dates })));
  open();
  expect(await screen.findByText("We cannot bring this to a hospital: Stargazer at Dusk. Please choose other flowers, or tell us of another place below.")).toBeInTheDocument();
});
