import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import { today, type Today } from "@/admin/testing/day";
import { renderDesk } from "@/admin/testing/render";
import { chime } from "./chime";
import TodayPage from "./today-page";

vi.mock("./chime", () => ({ chime: vi.fn() }));

const answer = (day: Partial<Today> = {}) => server.use(http.get("*/api/admin/today", () => HttpResponse.json({ ...today, ...day })));

test("the day by slot: services first, then the hours, each with what it is and how far", async () => {
  answer();
  renderDesk(<TodayPage />);
  await screen.findByRole("heading", { level: 1, name: "Today" });
  const groups = screen.getAllByRole("region").map((region) => region.getAttribute("aria-label")).filter(Boolean);
  expect(groups).toEqual(["Services first", "9 am to 6 pm", "Collection, 9 am to 6 pm"]);
  const services = screen.getByRole("region", { name: "Services first" });
  expect(services).toHaveTextContent("Ada Poole");
  expect(services).toHaveTextContent("Service at 10:30 AM");
  expect(within(services).getByRole("link", { name: "Ada Poole" })).toHaveAttribute("href", "/orders/AAAA-1111");
  expect(screen.getByRole("region", { name: "9 am to 6 pm" })).toHaveTextContent("1 × Rose City Dozen, Standard");
});

test("what needs a person is named with its orders", async () => {
  answer();
  renderDesk(<TodayPage />);
  const attention = await screen.findByRole("region", { name: "Needs a person" });
  for (const words of ["1 delivery is late", "Short of stems", "Freedom rose: 6 too many", "A letter could not be sent", "order confirmed to ann@example.com"]) {
    expect(attention).toHaveTextContent(words);
  }
});

test("what is unpaid past its deadline is named with whom to call", async () => {
  answer({ unpaid: [{ number: "K7MD-93QA", buyer_name: "Ann Lee", buyer_phone: "(503) 555-0199", date: "2027-02-14", balance_due: { amount: 5465, currency: "USD" }, due_at: "2027-02-12T20:00:00Z" }] });
  renderDesk(<TodayPage />);
  const attention = await screen.findByRole("region", { name: "Needs a person" });
  expect(attention).toHaveTextContent("1 order is unpaid past its deadline");
  expect(attention).toHaveTextContent("K7MD-93QA Ann Lee, (503) 555-0199: $54.65");
});

test("a quiet day says so and asks for nobody", async () => {
  answer({ deliveries: [], arrivals: [], conflicts: [], dead_letters: [] });
  renderDesk(<TodayPage />);
  expect(await screen.findByRole("heading", { name: "Nothing goes out on this day" })).toBeVisible();
  expect(screen.queryByRole("region", { name: "Needs a person" })).toBeNull();
});

test("another day is in the address, and today is one press away", async () => {
  answer();
  const { user, address } = renderDesk(<TodayPage />);
  await user.click(await screen.findByRole("button", { name: /^The day after/ }));
  expect(address()).toBe("/?date=2027-02-14");
});

test("a new order is heard once, those of before are not", async () => {
  answer();
  const { queryClient } = renderDesk(<TodayPage />);
  await screen.findByRole("heading", { level: 1, name: "Today" });
  expect(chime).not.toHaveBeenCalled();
  answer({ arrivals: [...today.arrivals.map((arrival) => ({ ...arrival, number: "NEWO-RDER" })), ...today.arrivals] });
  await queryClient.refetchQueries();
  expect(await screen.findByRole("link", { name: "NEWO-RDER" })).toBeVisible();
  expect(chime).toHaveBeenCalledOnce();
});

test("a day that cannot be read says why and can be asked for again", async () => {
  server.use(http.get("*/api/admin/today", () => refuse(403, "forbidden")));
  renderDesk(<TodayPage />);
  expect(await screen.findByRole("alert")).toHaveTextContent("Detail of forbidden.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});
