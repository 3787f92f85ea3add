import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { deliveryDates } from "@/testing/fixtures/delivery";
import { DayCalendar } from "./day-calendar";

function open(value: string | null) {
  const choose = vi.fn();
  render(<DayCalendar label="Delivery day" days={deliveryDates.dates} value={value} onChange={choose} />);
  return { choose, user: userEvent.setup(), grid: within(screen.getByRole("grid", { name: "Delivery day" })) };
}

test("an open day can be chosen, and the chosen one says so", async () => {
  const { choose, user, grid } = open("2026-11-25");
  expect(grid.getByRole("button", { name: "Wednesday, November 25, 2026, chosen" })).toBeInTheDocument();
  await user.click(grid.getByRole("button", { name: "Friday, November 27, 2026" }));
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
