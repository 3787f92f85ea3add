import { expect, test } from "vitest";
import { dayAfter, mondayOf } from "./days";

test("days go on over the ends of months, and over the night when the clock moves", () => {
  expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
  expect(dayAfter("2027-03-01", -1)).toBe("2027-02-28");
  expect(dayAfter("2026-10-31", 2)).toBe("2026-11-02");
});

test("a week begins on Monday", () => {
  expect(["2026-11-23", "2026-11-25", "2026-11-29"].map(mondayOf)).toEqual(["2026-11-23", "2026-11-23", "2026-11-23"]);
});
