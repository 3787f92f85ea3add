import { expect, test } from "vitest";
import { inSeason, seasonWords } from "./season";

test("a season reads as its months", () => {
  expect(seasonWords({ from_month: 5, to_month: 6 })).toBe("May to June");
  expect(seasonWords({ from_month: 2, to_month: 2 })).toBe("February");
});

test.each([
  ["2026-11-01", true],
  ["2027-02-28", true],
  ["2027-03-01", false],
  ["2026-10-31", false],
])("a season over New Year holds %s: %s", (day, holds) => {
  expect(inSeason({ from_month: 11, to_month: 2 }, day)).toBe(holds);
});
