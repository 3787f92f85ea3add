import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { usd } from "@/testing/fixtures/catalog";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import PromotionsPage from "./promotions-page";
import type { Promotion } from "./queries";

const welcome: Promotion = {
  id: 3, version: 4, name: "Welcome", code: "WELCOME10", kind: "percent", percent: 10, amount: null, buy: null, get: null, minimum: usd(5000),
  product_ids: [], category_codes: [], first_order: true, per_customer: 1, total_limit: 50, starts_on: "2026-11-01", ends_on: "2026-12-31", combines: false, active: true,
  used: 12, held: 2, left: 36, status: "running",
};
const roses: Promotion = {
  ...welcome, id: 4, version: 1, name: "Four roses", code: null, kind: "buy_x", percent: null, buy: 3, get: 1, minimum: null, first_order: false, per_customer: null,
  category_codes: ["bouquets"], product_ids: [7], total_limit: null, ends_on: null, combines: true, active: false, used: 0, held: 0, left: null, status: "paused",
};
const owner = { ...florist, permissions: [...florist.permissions, "set_promotions"] };

beforeEach(() => {
  server.use(
    http.get("*/api/admin/promotions", () => HttpResponse.json({ items: [welcome, roses], currency: "USD", today: "2026-11-25" })),
    http.get("*/api/admin/products", () => HttpResponse.json({ items: [{ id: 7, name: "Rose City Dozen", slug: "rose-city-dozen", lead_minutes: 0 }] })),
    http.get("*/api/categories", () => HttpResponse.json({ items: [{ slug: "bouquets", name: "Bouquets", count: 20 }], total: 1, page: 1, page_size: 100 })),
  );
});

const open = (me = owner) => renderDesk(<PromotionsPage />, { at: "/promotions", path: "/promotions", me });
const card = async (name: string) => within(await screen.findByRole("article", { name }));

/** Keeps what is sent to an address, and answers each time with the next answer. */
function listen(method: "post" | "patch" | "delete", address: string, ...answers: (() => Response)[]) {
  const sent: Record<string, unknown>[] = [];
  server.use(
    http[method](address, async ({ request }) => {
      sent.push(method === "delete" ? {} : ((await request.json()) as Record<string, unknown>));
      return answers[Math.min(sent.length, answers.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
  return sent;
}

test("each says what it gives, to whom and when, how far it is used, and how it stands", async () => {
  open();
  const first = await card("Welcome");
  expect(first.getByText("10% off")).toBeInTheDocument();
  expect(first.getByText("WELCOME10")).toBeInTheDocument();
  expect(first.getByText("Nov 1 to Dec 31 · from $50 on · first order only · once per customer")).toBeInTheDocument();
  expect(first.getByText("12 of 50 used, 2 held")).toBeInTheDocument();
  expect(first.getByText("Running")).toBeInTheDocument();
  expect(first.queryByRole("button", { name: "Delete Welcome" })).not.toBeInTheDocument();
  const second = await card("Four roses");
  expect(second.getByText("Buy 3, get 1 free")).toBeInTheDocument();
  expect(second.getByText("by itself")).toBeInTheDocument();
  expect(second.getByText("from Nov 1, without an end · only for Bouquets, Rose City Dozen · together with others")).toBeInTheDocument();
  expect(second.getByText("Not used yet")).toBeInTheDocument();
});

test("whoever may not set them only looks", async () => {
  open(florist);
  await card("Welcome");
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("a first one is asked for where there is none", async () => {
  server.use(http.get("*/api/admin/promotions", () => HttpResponse.json({ items: [], currency: "USD", today: "2026-11-25" })));
  open();
  expect(await screen.findByRole("heading", { name: "No promotions yet" })).toBeInTheDocument();
});

test("the form asks for what its kind needs, and sends nothing of the other kinds", async () => {
  const sent = listen("post", "*/api/admin/promotions", () => HttpResponse.json(roses, { status: 201 }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "New promotion" }));
  const form = within(await screen.findByRole("dialog", { name: "New promotion" }));
  const save = form.getByRole("button", { name: "Save" });
  await user.type(form.getByRole("textbox", { name: /^Name/ }), "Spring");
  await user.type(form.getByRole("textbox", { name: /^Code/ }), "spring");
  await user.type(form.getByRole("textbox", { name: /^Percent/ }), "120");
  expect(save).toBeDisabled();
  expect(form.getByText("1 to 100")).toBeInTheDocument();
  await user.selectOptions(form.getByRole("combobox", { name: "What it gives" }), "An amount off");
  await user.type(form.getByRole("textbox", { name: /^Amount/ }), "15");
  await user.type(form.getByRole("textbox", { name: /^From what sum on/ }), "75,50");
  await user.click(form.getByRole("combobox", { name: /^Only these products/ }));
  await user.click(await form.findByRole("option", { name: "Rose City Dozen" }));
  await user.type(form.getByRole("textbox", { name: /^Times in all/ }), "100");
  await user.click(save);
  expect(await screen.findByText("Spring is saved.")).toBeInTheDocument();
  expect(sent).toEqual([
    {
      name: "Spring", code: "SPRING", kind: "amount", percent: null, amount: usd(1500), buy: null, get: null, minimum: usd(7550), product_ids: [7], category_codes: [],
      first_order: false, per_customer: null, total_limit: 100, starts_on: "2026-11-25", ends_on: null, combines: false, active: true,
    },
  ]);
});

test("a code that somebody has is told at the code", async () => {
  listen("patch", "*/api/admin/promotions/3", () => refuse(409, "code_taken", { detail: "Another promotion has this code." }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change Welcome" }));
  const form = within(await screen.findByRole("dialog"));
  await user.click(form.getByRole("button", { name: "Save" }));
  expect(await form.findByText("Another promotion has this code.")).toBeInTheDocument();
  expect(form.getByRole("textbox", { name: /^Code/ })).toBeInvalid();
});

test("whoever is second sees what it is now, and may write over it", async () => {
  const newest = { ...welcome, version: 5, percent: 15 };
  const sent = listen("patch", "*/api/admin/promotions/3", () => HttpResponse.json({ code: "version_conflict", title: "", detail: "", current: newest }, { status: 409 }), () => HttpResponse.json(welcome));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Change Welcome" }));
  const form = within(await screen.findByRole("dialog"));
  await user.click(form.getByRole("button", { name: "Save" }));
  expect(await form.findByText(/to: Welcome · 15% off · WELCOME10/)).toBeInTheDocument();
  await user.click(form.getByRole("button", { name: "Write mine over it" }));
  expect(await screen.findByText("Welcome is saved.")).toBeInTheDocument();
  expect(sent.map(({ version, percent }) => [version, percent])).toEqual([[4, 10], [5, 10]]);
});

test("one press pauses and resumes; what nobody has used can be deleted", async () => {
  const paused = listen("patch", "*/api/admin/promotions/3", () => HttpResponse.json({ ...welcome, active: false }));
  const deleted = listen("delete", "*/api/admin/promotions/4", () => new HttpResponse(null, { status: 204 }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Pause Welcome" }));
  expect(await screen.findByText("Welcome is paused: nobody gets it from now on.")).toBeInTheDocument();
  expect(paused.map(({ version, active, percent }) => [version, active, percent])).toEqual([[4, false, 10]]);
  await user.click(screen.getByRole("button", { name: "Delete Four roses" }));
  await user.click(within(await screen.findByRole("dialog", { name: "Delete Four roses?" })).getByRole("button", { name: "Delete" }));
  expect(await screen.findByText("Four roses is deleted.")).toBeInTheDocument();
  expect(deleted).toHaveLength(1);
});
