import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { DeliveryDay } from "@/lib/api/types";
import { deliveryDates } from "@/testing/fixtures/delivery";
import { DayCalendar } from "./day-calendar";

const november = deliveryDates.dates.filter(({ date }) => date < "2026-12-01");
const open25: DeliveryDay = { date: "2026-11-25", available: true, reasons: [], fee_from: { amount: 900, currency: "USD" } };

function open(value: string | null) {
  const choose = vi.fn();
  render(<DayCalendar label="Delivery day" days={deliveryDates.dates} value={value} onChange={choose} />);
  return { choose, user: userEvent.setup(), grid: within(screen.getByRole("grid", { name: "Delivery day" })) };
}

test("an open day can be chosen, and the chosen one says so", async () => {
  const { choose, user, grid } = open("2026-11-25");
  expect(grid.getByRole("button", { name: "Wednesday, November 25, 2026, chosen, from $9" })).toBeInTheDocument();
  await user.click(grid.getByRole("button", { name: "Friday, November 27, 2026, from $9" }));
  expect(choose).toHaveBeenCalledExactlyOnceWith("2026-11-27");
});

test("a day that cannot be had says why and is not chosen", async () => {
  const { choose, user, grid } = open(null);
  await user.click(grid.getByRole("button", { name: /November 26, 2026, not possible: We are closed on Thanksgiving/ }));
  expect(screen.getByText("Thu 26 Nov: We are closed on Thanksgiving.")).toBeInTheDocument();
  expect(choose).not.toHaveBeenCalled();
});

test("arrow keys walk over the days, also over those that cannot be had", async () => {
  const { choose, user, grid } = open("2026-11-25");
  grid.getByRole("button", { name: /November 25/ }).focus();
  await user.keyboard("{ArrowRight}");
  expect(grid.getByRole("button", { name: /November 26/ })).toHaveFocus();
  await user.keyboard("{ArrowRight}{Enter}");
  expect(choose).toHaveBeenCalledExactlyOnceWith("2026-11-27");
});

test("each open day tells its lowest fee, each closed one none", () => {
  const days = deliveryDates.dates.map((day) => (day.date === "2026-11-24" ? { ...day, fee_from: { amount: 0, currency: "USD" } } : day));
  render(<DayCalendar label="Delivery day" days={days} value={null} onChange={vi.fn()} />);
  expect(screen.getByRole("button", { name: /November 24/ })).toHaveTextContent("24Free");
  expect(screen.getByRole("button", { name: /November 25/ })).toHaveTextContent("25$9");
  expect(screen.getByRole("button", { name: /November 26/ })).toHaveTextContent(/^26$/);
});

test("a closed day that has the focus says why, and the next open day is one press away", async () => {
  const { choose, user, grid } = open("2026-11-25");
  grid.getByRole("button", { name: /November 25/ }).focus();
  expect(screen.queryByRole("button", { name: /^Next open day/ })).not.toBeInTheDocument();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByText("Thu 26 Nov: We are closed on Thanksgiving.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^Next open day: Fri 27 Nov/ }));
  expect(choose).toHaveBeenCalledExactlyOnceWith("2026-11-27");
});

test("a closed day that the pointer passes says why, until it has passed", async () => {
  const { user, grid } = open(null);
  await user.hover(grid.getByRole("button", { name: /November 26/ }));
  expect(screen.getByText("Thu 26 Nov: We are closed on Thanksgiving.")).toBeInTheDocument();
  await user.unhover(grid.getByRole("button", { name: /November 26/ }));
  expect(screen.queryByText(/Thanksgiving\.$/)).not.toBeInTheDocument();
});

test("Home and End go to the week's ends, page keys to the months beside", async () => {
  const later = Array.from({ length: 31 }, (_, index) => ({ ...open25, date: `2026-12-${String(index + 1).padStart(2, "0")}` }));
  render(<DayCalendar label="Delivery day" days={[...november, ...later]} value="2026-11-25" onChange={vi.fn()} />);
  const user = userEvent.setup();
  screen.getByRole("button", { name: /November 25/ }).focus();
  for (const [key, day] of [["End", "November 28"], ["Home", "November 22"], ["PageDown", "December 22"], ["PageUp", "November 22"]]) {
    await user.keyboard(`{${key ?? ""}}`);
    await waitFor(() => expect(document.activeElement).toHaveAccessibleName(new RegExp(day ?? "")));
  }
});
