import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loginAnswer } from "@/testing/fixtures/account";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import { mine } from "./mine";
import { authorization, hold, letGo, renew } from "./session";

beforeEach(() => {
  letGo();
});

/** Counts the refreshes, and answers each. */
function refreshes(answer: () => Response) {
  const count = { of: 0 };
  server.use(
    http.post("*/api/auth/refresh", () => {
      count.of += 1;
      return answer();
    }),
  );
  return count;
}

test("a visitor who never logged in never asks", async () => {
  const count = refreshes(() => HttpResponse.json(loginAnswer));
  expect(await renew()).toBeNull();
  expect(await authorization()).toEqual({});
  expect(count.of).toBe(0);
});

test("whoever may be known asks once, however many need a token, and writes none of it down", async () => {
  const count = refreshes(() => HttpResponse.json(loginAnswer));
  localStorage.setItem("posy.known", "1");
  const headers = await Promise.all([authorization(), authorization(), authorization()]);
  expect(headers).toEqual(Array(3).fill({ Authorization: "Bearer token" }));
  expect(count.of).toBe(1);
  expect(JSON.stringify(localStorage)).not.toContain("token");
});

test("an ended session is forgotten, and the shop goes on without", async () => {
  refreshes(() => refuse(401, "session_ended"));
  localStorage.setItem("posy.known", "1");
  expect(await authorization()).toEqual({});
  expect(localStorage.getItem("posy.known")).toBeNull();
});

test("a token that has ended early is renewed, and the request sent once more", async () => {
  hold({ ...loginAnswer, access_token: "old" });
  const count = refreshes(() => HttpResponse.json(loginAnswer));
  server.use(
    http.get("*/api/me/preferences", ({ request }) =>
      request.headers.get("Authorization") === "Bearer token" ? HttpResponse.json({ newsletter: true }) : refuse(401, "unauthenticated"),
    ),
  );
  expect(await mine.get("/api/me/preferences")).toEqual({ newsletter: true });
  expect(count.of).toBe(1);
});

test("logged out in another tab is logged out here", async () => {
  hold(loginAnswer);
  localStorage.removeItem("posy.known");
  window.dispatchEvent(new StorageEvent("storage", { key: "posy.known", newValue: null }));
  expect(await authorization()).toEqual({});
});
