import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { slot } from "@/testing/fixtures/delivery";
import { queue, STAGES, work } from "@/testing/fixtures/work";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { server } from "@/testing/server";
import DeliveriesPage from "./deliveries-page";

const JUNE = work("june", "June Park", { status: STAGES.ready });
const ROSA = work("rosa", "Rosa Whitfield", { status: STAGES.out });
const SAM = work("sam", "Sam Okafor", { zone: "Eastside" });
const MORNING = { id: "r1", date: "2026-11-25", name: "Morning", driver: null, version: 3, stops: ["june", "rosa"] };

let sent: { path: string; body: unknown }[] = [];
beforeEach(() => {
  sent = [];
});

const show = (deliveries = [JUNE, ROSA, SAM], runs = [MORNING]) => server.use(http.get("*/api/admin/queue", () => HttpResponse.json(queue(deliveries, runs))));
function hear(path: string, answer: object) {
  server.use(
    http.post(`*${path}`, async ({ request }) => {
      sent.push({ path, body: await request.json() });
      return HttpResponse.json(answer);
    }),
  );
}
const open = () => renderDesk(<DeliveriesPage />, { at: "/deliveries", path: "/deliveries" });
const morning = async () => within(await screen.findByRole("article", { name: "Morning" }));

test("what waits stands by slot and zone, and goes on a run or a new one", async () => {
  show();
  hear("/api/admin/runs/r1/stops", { ...MORNING, version: 4, stops: ["june", "rosa", "sam"] });
  const { user } = open();
  await user.click(await screen.findByRole("checkbox", { name: "Select all: 9 am – 11 am · Eastside" }));
  await user.click(screen.getByRole("button", { name: "Put on Morning" }));
  expect(await screen.findByText("2 stops")).toBeInTheDocument();
  expect(sent).toEqual([{ path: "/api/admin/runs/r1/stops", body: { version: 3, delivery_ids: ["june", "rosa", "sam"] } }]);
});

test("stops are put in order by buttons, which say where each now is", async () => {
  show();
  hear("/api/admin/runs/r1/stops", { ...MORNING, stops: ["rosa", "june"] });
  const { user } = open();
  const run = await morning();
  expect(run.getByRole("button", { name: "June Park: earlier" })).toBeDisabled();
  await user.click(run.getByRole("button", { name: "June Park: later" }));
  expect(run.getByText("June Park is stop 2 of 2")).toBeInTheDocument();
  expect(sent).toEqual([{ path: "/api/admin/runs/r1/stops", body: { version: 3, delivery_ids: ["rosa", "june"] } }]);
});

test("two who put one run in order: the second sees both, and decides", async () => {
  show();
  server.use(http.post("*/api/admin/runs/r1/stops", () => refuse(409, "version_conflict"), { once: true }));
  const { user } = open();
  await user.click((await morning()).getByRole("button", { name: "June Park: later" }));
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("Theirs is shown below. Yours was: Rosa Whitfield, June Park")).toBeInTheDocument();
  hear("/api/admin/runs/r1/stops", { ...MORNING, stops: ["rosa", "june"] });
  await user.click(alert.getByRole("button", { name: "Put mine in its place" }));
  expect(sent).toMatchObject([{ body: { delivery_ids: ["rosa", "june"] } }]);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("what is ready goes out, what is out is delivered with a name, or not with a reason", async () => {
  show();
  hear("/api/admin/deliveries/stages", { results: [{ id: "june", delivery: { ...JUNE, status: STAGES.out }, problem: null }] });
  hear("/api/admin/deliveries/rosa/stage", { ...ROSA, status: STAGES.delivered });
  const { user } = open();
  const run = await morning();
  await user.click(run.getByRole("button", { name: "Send out 1" }));
  await user.click(run.getByRole("button", { name: "Delivered" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delivered to Rosa Whitfield" }));
  expect(dialog.getByRole("button", { name: "Delivered" })).toBeDisabled();
  await user.type(dialog.getByLabelText(/Who took it/), "her neighbor");
  await user.click(dialog.getByRole("button", { name: "Delivered" }));
  expect(await screen.findByText("Rosa Whitfield: Delivered")).toBeInTheDocument();
  await user.click(run.getByRole("button", { name: "Not delivered" }));
  const failed = within(await screen.findByRole("dialog", { name: "Not delivered to Rosa Whitfield" }));
  await user.click(failed.getByRole("button", { name: "Nobody opened." }));
  await user.click(failed.getByRole("button", { name: "Not delivered" }));
  await screen.findAllByText("Rosa Whitfield: Delivered");
  expect(sent.map(({ body }) => body)).toMatchObject([
    { to: "out_for_delivery", deliveries: [{ id: "june", version: 1 }] },
    { to: "delivered", received_by: "her neighbor", photo_id: null },
    { to: "failed", reason: "Nobody opened." },
  ]);
});

test("what came back gets another time, as it is or made anew", async () => {
  show([{ ...ROSA, status: STAGES.failed, failed_reason: "Nobody opened." }], []);
  const asked: string[] = [];
  server.use(
    http.get("*/api/admin/deliveries/rosa/next-slots", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("remake") ?? "");
      return HttpResponse.json({ own: 7, slots: [{ ...slot, id: 9, available: true, reasons: [] }] });
    }),
  );
  hear("/api/admin/deliveries/rosa/stage", { ...ROSA, status: STAGES.scheduled });
  const { user } = open();
  expect(await screen.findByText("Nobody opened.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Another try" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Another try for Rosa Whitfield" }));
  expect(await dialog.findByRole("radio", { name: /Same time as before/ })).toBeInTheDocument();
  await user.click(dialog.getByRole("switch"));
  const radios = await dialog.findAllByRole("radio");
  if (radios[1]) await user.click(radios[1]);
  await user.click(dialog.getByRole("button", { name: "Set this time" }));
  expect(await screen.findByText("Rosa Whitfield: Scheduled")).toBeInTheDocument();
  expect(asked.slice(0, 2)).toEqual(["false", "true"]); // after the move every page looks again
  expect(sent).toMatchObject([{ body: { to: "rescheduled", slot_id: 9, remake: true } }]);
});

test("the driver's link is shown to be copied, with its end", async () => {
  show();
  server.use(http.post("*/api/admin/runs/r1/link", () => HttpResponse.json({ url: "https://posy.example/admin/run#secret", expires_at: "2026-11-26T08:00:00Z" })));
  const { user } = open();
  await user.click((await morning()).getByRole("button", { name: "Driver's link" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Driver's link: Morning" }));
  expect(await dialog.findByLabelText("Link")).toHaveValue("https://posy.example/admin/run#secret");
  expect(dialog.getByText(/until Nov 26, 2026, 12:00 AM/)).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe("https://posy.example/admin/run#secret");
});
