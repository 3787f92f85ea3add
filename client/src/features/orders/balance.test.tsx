import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { Order } from "@/lib/api/types";
import { leaveTo } from "@/lib/leave";
import { usd } from "@/testing/fixtures/catalog";
import { order } from "@/testing/fixtures/orders";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import OrderPage from "./order-page";

vi.mock("@/lib/leave", () => ({ leaveTo: vi.fn() }));

function open(part: Partial<Order>) {
  server.use(http.get("/api/orders/:number", () => HttpResponse.json({ ...order, ...part })));
  return renderPage(<OrderPage />, { at: `/orders/${order.number}`, path: "/orders/:number" });
}
const owing = { balance_due: usd(3000), due_at: "2126-11-29T02:00:00Z", can_pay: true };

test("what is still to pay is told with its hour, and paid with one press", async () => {
  server.use(http.post("/api/orders/:number/payment", () => HttpResponse.json({ redirect_url: "http://localhost:8010/pay/cs_2" })));
  const { user } = open(owing);
  const panel = within(await screen.findByRole("region", { name: "Still to pay: $30.00 by Thursday, November 28, 6 PM" }));
  expect(panel.getByText(/\$68\.00 of \$98\.00 are paid\./)).toBeInTheDocument();
  const sums = within(screen.getByRole("complementary"));
  expect(sums.getByText("Paid").nextSibling).toHaveTextContent("$68.00");
  expect(sums.getByText("Still to pay").nextSibling).toHaveTextContent("$30.00");
  await user.click(panel.getByRole("button", { name: "Pay $30.00" }));
  await vi.waitFor(() => expect(leaveTo).toHaveBeenCalledWith("http://localhost:8010/pay/cs_2"));
});

test("after its hour it says since when, and a refusal is told in words", async () => {
  server.use(http.post("/api/orders/:number/payment", () => refuse(409, "not_payable")));
  const { user } = open({ ...owing, due_at: "2026-11-20T02:00:00Z" });
  const panel = within(await screen.findByRole("region", { name: "Still to pay: $30.00, since Thursday, November 19, 6 PM" }));
  await user.click(panel.getByRole("button", { name: "Pay $30.00" }));
  expect(await panel.findByText("This order does not wait for a payment any more.")).toBeInTheDocument();
});

test("an order that is paid, or ended, owes nothing", async () => {
  open({ status: { code: "cancelled", label: "Cancelled" }, balance_due: usd(3000) });
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByText(/Still to pay/)).not.toBeInTheDocument();
});

test("discount and tip stand in the order's sums as they were promised", async () => {
  const promotions = [{ code: null, name: "Three roses, one free", amount: usd(1200) }];
  open({ totals: { ...order.totals, promotions, discount: usd(1200), tip: usd(500), total: usd(9100) } });
  const sums = within(await screen.findByRole("complementary"));
  expect(sums.getByText("Three roses, one free").nextSibling).toHaveTextContent("−$12.00");
  expect(sums.getByText("Tip for the team").nextSibling).toHaveTextContent("$5.00");
  expect(sums.getByText("$91.00")).toBeInTheDocument();
});
