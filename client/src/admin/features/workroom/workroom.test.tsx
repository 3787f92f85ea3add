import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { STAGES, work, workroom } from "@/testing/fixtures/work";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { server } from "@/testing/server";
import WorkroomPage from "./workroom-page";

const JUNE = work("june", "June Park");
const FUNERAL = work("hollis", "Hollis & Daughters", { service_time: "14:00", ribbon_text: "With love", card_message: "" });
const SAM = work("sam", "Sam Okafor", { status: STAGES.preparing, slot_label: "2 pm – 4 pm" });
const DONE = work("bea", "Bea Lindqvist", { status: STAGES.ready, method: "collection", slot_label: "2 pm – 4 pm" });

const show = (deliveries = [FUNERAL, JUNE, SAM, DONE]) => server.use(http.get("*/api/admin/workroom", () => HttpResponse.json(workroom(deliveries))));
const open = () => renderDesk(<WorkroomPage />, { at: "/workroom", path: "/workroom" });
const card = (name: string) => screen.findByRole("article", { name });

test("a card says what to make of what, and services stand first", async () => {
  show();
  open();
  const june = within(await card("June Park"));
  expect(within(june.getByRole("list", { name: "Recipe" })).getByText("Freedom rose")).toBeInTheDocument();
  expect(june.getByText("12")).toBeInTheDocument();
  expect(june.getByText("Happy birthday!")).toBeInTheDocument();
  expect(june.getByText("by 11:00 AM")).toBeInTheDocument();
  expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual(["For a service", "9 am – 11 am", "2 pm – 4 pm"]);
  expect(within(await card("Hollis & Daughters")).getByText("Service at 2:00 PM")).toBeInTheDocument();
  expect(screen.getByText("2 to make, 1 being tied, 1 ready")).toBeInTheDocument();
});

test("a swapped stem names the one it stands for", async () => {
  const stems = [{ stem_id: 2, stem_name: "Red tulip", quantity: 12, perishable: true, instead_of: "Freedom rose" }];
  show([{ ...JUNE, lines: JUNE.lines.map((line) => ({ ...line, stems })) }]);
  open();
  expect(await screen.findByText("instead of Freedom rose")).toBeInTheDocument();
});

test("one press moves to the next stage, and can be taken back", async () => {
  show();
  const bodies: unknown[] = [];
  server.use(
    http.post("*/api/admin/deliveries/june/stage", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...JUNE, version: 2, status: STAGES.preparing, undo_until: "2026-11-25T18:00:00Z" });
    }),
    http.post("*/api/admin/deliveries/june/undo", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(JUNE);
    }),
  );
  const { user } = open();
  await user.click(within(await card("June Park")).getByRole("button", { name: "Start" }));
  expect(await screen.findByText("June Park: Preparing")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Taken back")).toBeInTheDocument();
  expect(bodies).toMatchObject([{ to: "preparing", version: 1 }, { version: 2 }]);
});

test("several move at once, and what could not is said", async () => {
  show();
  let body: unknown;
  server.use(
    http.post("*/api/admin/deliveries/stages", async ({ request }) => {
      body = await request.json();
      const problem = { type: "about:blank", title: "", status: 409, detail: "Somebody else has moved this delivery meanwhile.", code: "version_conflict", errors: null };
      return HttpResponse.json({
        results: [
          { id: "hollis", delivery: { ...FUNERAL, status: STAGES.preparing }, problem: null },
          { id: "june", delivery: JUNE, problem },
        ],
      });
    }),
  );
  const { user } = open();
  for (const name of ["Hollis & Daughters", "June Park"]) await user.click(within(await card(name)).getByRole("checkbox"));
  await user.click(screen.getByRole("button", { name: "Start 2" }));
  expect(await screen.findByText("1 delivery: Preparing")).toBeInTheDocument();
  expect(screen.getByText("1 was not moved")).toBeInTheDocument();
  expect(screen.getByText("Somebody else has moved this delivery meanwhile.")).toBeInTheDocument();
  expect(body).toEqual({ to: "preparing", deliveries: [{ id: "hollis", version: 1 }, { id: "june", version: 1 }] });
  expect(screen.queryByRole("region", { name: "What to do with those selected" })).not.toBeInTheDocument();
});

test("who was second reads what the first has done", async () => {
  show();
  server.use(http.post("*/api/admin/deliveries/sam/stage", () => refuse(409, "version_conflict", { current: { ...SAM, status: STAGES.ready } })));
  const { user } = open();
  await user.click(within(await card("Sam Okafor")).getByRole("button", { name: "Ready" }));
  expect(await screen.findByText("Somebody else was faster")).toBeInTheDocument();
  expect(screen.getByText("Sam Okafor: Ready")).toBeInTheDocument();
});

test("what is fetched is collected with one press; an empty day says so", async () => {
  show([DONE]);
  let body: unknown;
  server.use(
    http.post("*/api/admin/deliveries/bea/stage", async ({ request }) => {
      body = await request.json();
      return HttpResponse.json({ ...DONE, status: { code: "delivered", label: "Collected" } });
    }),
  );
  const { user } = open();
  const collected = await screen.findByRole("button", { name: "Collected" });
  show([]);
  await user.click(collected);
  expect(await screen.findByText("Bea Lindqvist: Collected")).toBeInTheDocument();
  expect(body).toMatchObject({ to: "delivered" });
  expect(await screen.findByRole("heading", { name: "Nothing to make on this day" })).toBeInTheDocument();
});
