import { expect, test } from "vitest";
import { instantOf, wallOf } from "./wall-clock";

const ZONE = "America/Los_Angeles";

test("an hour on the shop's wall is an instant, in summer and in winter", () => {
  expect(instantOf("2026-11-27T18:00", ZONE)).toBe("2026-11-28T02:00:00.000Z");
  expect(instantOf("2026-07-04T09:30", ZONE)).toBe("2026-07-04T16:30:00.000Z");
  expect(wallOf("2026-11-28T02:00:00Z", ZONE)).toBe("2026-11-27T18:00");
});

test("around the change of the clocks it is right on both sides", () => {
  expect(instantOf("2026-11-01T00:30", ZONE)).toBe("2026-11-01T07:30:00.000Z");
  expect(instantOf("2026-11-01T03:00", ZONE)).toBe("2026-11-01T11:00:00.000Z");
  expect(instantOf("2026-03-08T01:30", ZONE)).toBe("2026-03-08T09:30:00.000Z");
  expect(instantOf("2026-03-08T03:30", ZONE)).toBe("2026-03-08T10:30:00.000Z");
});
