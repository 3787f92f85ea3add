import { expect, test } from "vitest";
import { nearDay } from "./days-until";

const PORTLAND = "America/Los_Angeles";
// 11:30 PM of Friday, February 5, on the shop's wall; Saturday's morning in Greenwich.
const LATE_FRIDAY = new Date("2027-02-06T07:30:00Z");

test.each([
  ["2027-02-05", "Friday"],
  ["2027-02-06", "Saturday"],
  ["2027-02-11", "Thursday"],
  ["2027-02-12", "Fri 12 Feb"],
  ["2027-02-04", "Thu 4 Feb"],
])("a day of the week that begins today on the shop's wall goes by its name: %s is %s", (day, words) => {
  expect(nearDay(day, PORTLAND, LATE_FRIDAY)).toBe(words);
});

test("a week with a short day in it is a week", () => {
  expect(nearDay("2027-03-19", PORTLAND, new Date("2027-03-13T20:00:00Z"))).toBe("Friday");
  expect(nearDay("2027-03-20", PORTLAND, new Date("2027-03-13T20:00:00Z"))).toBe("Sat 20 Mar");
});
