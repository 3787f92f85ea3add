import { describe, expect, test } from "vitest";
import { dayOfLocal, formatDay, formatInstant, localOf } from "./dates";
import { formatMoney } from "./money";
import { plural } from "./plural";

test("money is written from minor units", () => {
  expect(formatMoney({ amount: 4500, currency: "USD" })).toBe("$45.00");
  expect(formatMoney({ amount: 4500, currency: "USD" }, { short: true })).toBe("$45");
  expect(formatMoney({ amount: 4550, currency: "USD" }, { short: true })).toBe("$45.50");
  expect(formatMoney({ amount: 4500, currency: "JPY" })).toBe("¥4,500");
});

describe("a delivery day", () => {
  test("is written without moving", () => {
    expect(formatDay("2026-05-14")).toBe("Thu 14 May");
    expect(formatDay("2027-02-14", "long")).toBe("Sunday, February 14, 2027");
    expect(formatDay("2027-01-01", "day-month")).toBe("January 1");
  });

  test("survives the calendar widget's local dates", () => {
    expect(dayOfLocal(localOf("2026-03-08"))).toBe("2026-03-08");
    expect(dayOfLocal(new Date(2026, 10, 1, 23, 59))).toBe("2026-11-01");
  });
});

test("an instant is written in the shop's zone", () => {
  expect(formatInstant("2026-11-22T22:30:00Z", "America/Los_Angeles")).toBe("Nov 22, 2026, 2:30 PM");
});

test("plurals follow the language's rules", () => {
  const stems = { one: "# stem", other: "# stems" };
  expect(plural(1, stems)).toBe("1 stem");
  expect(plural(0, stems)).toBe("0 stems");
  expect(plural(1200, stems)).toBe("1,200 stems");
});
