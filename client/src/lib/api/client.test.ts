import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { server } from "@/testing/server";
import { refuse } from "@/testing/handlers";
import { addressOf, api } from "./client";
import { isProblem } from "./problem";

test("an address fills its path and repeats lists", () => {
  expect(addressOf("/api/products/{slug}", { path: { slug: "a b/c" } })).toBe("/api/products/a%20b%2Fc");
  expect(addressOf("/api/products", { query: { color: ["red", "pink"], q: "", page: 2, sort: undefined } })).toBe(
    "/api/products?color=red&color=pink&page=2",
  );
});

test("a body goes out as JSON, and an answer comes back", async () => {
  let sent: unknown;
  server.use(
    http.patch("/api/cart/lines/:id", async ({ request, params }) => {
      sent = { id: params.id, type: request.headers.get("Content-Type"), body: await request.json() };
      return HttpResponse.json({ count: 2 });
    }),
  );
  const cart = await api.patch("/api/cart/lines/{line_id}", { path: { line_id: "l1" }, body: { quantity: 2 } });
  expect(cart.count).toBe(2);
  expect(sent).toEqual({ id: "l1", type: "application/json", body: { quantity: 2 } });
});

test("a refusal is thrown with its code and extras", async () => {
  server.use(http.get("/api/delivery/dates", () => refuse(409, "outside_zone", { phone: "(503) 555-0142" })));
  const error: unknown = await api.get("/api/delivery/dates", { query: { postcode: "10001" } }).catch((e: unknown) => e);
  expect(isProblem(error, "outside_zone")).toBe(true);
  expect(error).toMatchObject({ status: 409, passing: false, extras: { phone: "(503) 555-0142" } });
});

test("an answer that is no problem document still becomes a problem", async () => {
  server.use(http.get("/api/shop", () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502 })));
  await expect(api.get("/api/shop")).rejects.toMatchObject({ code: "unknown", status: 502, passing: true });
});

test("no answer at all is a problem too", async () => {
  server.use(http.get("/api/shop", () => HttpResponse.error()));
  await expect(api.get("/api/shop")).rejects.toMatchObject({ code: "unreachable", status: 0 });
});
