import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import type { Cart } from "@/lib/api/types";
import { cartDelivery, cartLine, fullCart } from "@/testing/fixtures/cart";
import { usd } from "@/testing/fixtures/catalog";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import CartPage from "./cart-page";

const welcome = { code: "WELCOME10", name: "Ten percent off your first order", applied: true, problem: null };
const discounted: Cart = {
  ...fullCart,
  promotion: welcome,
  deliveries: [{ ...cartDelivery, lines: [{ ...cartLine, discount: usd(890) }] }],
  totals: { ...fullCart.totals, discount: usd(890), promotions: [{ code: "WELCOME10", name: welcome.name, amount: usd(890) }], total: usd(8910) },
};

/** A cart that answers each write of its code with the next answer; what was sent is kept. */
function writing(...answers: (() => Response)[]) {
  const sent: unknown[] = [];
  const answer = () => answers[Math.min(sent.length, answers.length) - 1]?.() ?? HttpResponse.error();
  server.use(
    http.put("/api/cart/promotion", async ({ request }) => { sent.push(await request.json()); return answer(); }),
    http.delete("/api/cart/promotion", () => { sent.push("removed"); return answer(); }),
  );
  return sent;
}
const as = (cart: Cart) => () => HttpResponse.json(cart);

async function typeCode(user: ReturnType<typeof renderPage>["user"], code: string) {
  await user.click(await screen.findByRole("button", { name: "Have a code?" }));
  const field = screen.getByRole("textbox", { name: "Code" });
  expect(field).toHaveFocus();
  await user.type(field, `${code}{enter}`);
  return field;
}

test("a code is asked for quietly, shown with its name, and takes off its part by its name", async () => {
  const sent = writing(as(discounted), as(fullCart));
  const { user } = renderPage(<CartPage />);
  await typeCode(user, " welcome10 ");
  const drop = await screen.findByRole("button", { name: "Take the code WELCOME10 off" });
  expect(drop).toHaveFocus();
  const summary = within(screen.getByRole("complementary"));
  expect(summary.getByText("−$8.90")).toBeInTheDocument();
  expect(summary.getByText("$89.10")).toBeInTheDocument();
  expect(screen.getByRole("listitem")).toHaveTextContent("was $89.00 now $80.10");
  await user.click(drop);
  expect(await screen.findByRole("button", { name: "Have a code?" })).toHaveFocus();
  expect(summary.queryByText("−$8.90")).not.toBeInTheDocument();
  expect(sent).toEqual([{ code: "welcome10" }, "removed"]);
});

test("an unknown code is told under the field, which keeps its focus and its words", async () => {
  writing(() => refuse(404, "promotion_unknown"));
  const { user } = renderPage(<CartPage />);
  const field = await typeCode(user, "WELCOM10");
  expect(await screen.findByRole("alert")).toHaveTextContent("We do not know this code. Please look at it once more.");
  expect(field).toHaveFocus();
  expect(field).toHaveValue("WELCOM10");
  expect(field).toBeInvalid();
});

test("too many codes are told with the minutes to wait", async () => {
  writing(() => HttpResponse.json({ code: "too_many_requests", title: "", detail: "" }, { status: 429, headers: { "Retry-After": "130" } }));
  const { user } = renderPage(<CartPage />);
  await typeCode(user, "GUESS");
  expect(await screen.findByRole("alert")).toHaveTextContent("These were many codes in a short time. Please try again in 3 minutes.");
});

test("a code that does not fit yet is kept, with the server's reason", async () => {
  const problem = { code: "minimum" as const, message: "From $100.00 on: $11.00 to go." };
  server.use(http.get("/api/cart", as({ ...fullCart, promotion: { ...welcome, applied: false, problem } })));
  renderPage(<CartPage />);
  expect(await screen.findByText("It takes nothing off yet: From $100.00 on: $11.00 to go.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Take the code WELCOME10 off" })).toBeInTheDocument();
});

test("tax that the prices contain is told under the total, and no row of its own", async () => {
  server.use(http.get("/api/cart", as({ ...fullCart, totals: { ...fullCart.totals, tax: usd(813), tax_included: true } })));
  renderPage(<CartPage />);
  expect(await screen.findByText("including $8.13 tax")).toBeInTheDocument();
  expect(screen.queryByText("Tax")).not.toBeInTheDocument();
});
