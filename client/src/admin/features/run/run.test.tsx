import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { driverDay, STAGES, stop } from "@/testing/fixtures/work";
import { refuse } from "@/testing/handlers";
import { renderDesk } from "@/admin/testing/render";
import { server } from "@/testing/server";
import RunPage from "./run-page";

const JUNE = stop("june", "June Park", 1, { notes: "Ring twice.", safe_place: "Behind the gate" });
const ROSA = stop("rosa", "Rosa Whitfield", 2, { sender: null });

let said: unknown[] = [];
beforeEach(() => {
  localStorage.clear();
  said = [];
});

function road(stops = [JUNE, ROSA]) {
  const done = new Map<string, keyof typeof STAGES>();
  server.use(
    http.get("*/api/driver/run", () => HttpResponse.json(driverDay(stops.map((each) => ({ ...each, status: STAGES[done.get(each.delivery_id) ?? "out"] }))))),
    http.post("*/api/driver/stops/:id", async ({ params, request }) => {
      const body = (await request.json()) as { outcome: "delivered" | "failed" };
      said.push({ ...body, delivery_id: params.id });
      done.set(String(params.id), body.outcome);
      return HttpResponse.json({ delivery_id: params.id, status: STAGES[body.outcome] });
    }),
  );
}
const open = () => renderDesk(<RunPage />, { at: "/run", path: "/run" });
const next = () => screen.findByRole("region", { name: "Next stop" });

test("the next stop has all that is needed before a door", async () => {
  road();
  open();
  const first = within(await next());
  expect(first.getByRole("heading", { name: "June Park" })).toBeInTheDocument();
  expect(first.getByRole("link", { name: "Call June Park" })).toHaveAttribute("href", "tel:5035550177");
  expect(first.getByRole("link", { name: /Navigate to 12 SW Alder Street/ })).toHaveAttribute("href", expect.stringContaining("12%20SW%20Alder"));
  expect(first.getByText("Ring twice.")).toBeInTheDocument();
  expect(first.getByText("Behind the gate")).toBeInTheDocument();
  expect(first.getByText("Ann Lee")).toBeInTheDocument();
  expect(screen.getByText("2 of 2 stops ahead")).toBeInTheDocument();
});

test("delivered: a name is enough, the next stop follows, and the shop hears it", async () => {
  road();
  const { user } = open();
  await user.click(within(await next()).getByRole("button", { name: "Delivered" }));
  expect(screen.getByRole("button", { name: "Delivered" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Left: Behind the gate" }));
  await user.click(screen.getByRole("button", { name: "Delivered" }));
  expect(await screen.findByRole("heading", { name: "Rosa Whitfield" })).toBeInTheDocument();
  expect(screen.getByText("Do not say who sent them.")).toBeInTheDocument();
  expect(await screen.findByText("Delivered", { selector: ".mantine-Badge-label" })).toBeInTheDocument();
  expect(said).toMatchObject([{ delivery_id: "june", outcome: "delivered", received_by: "Left: Behind the gate", photo_id: null }]);
});

test("without a network the deed waits, survives a reload, and is sent once", async () => {
  road();
  server.use(http.post("*/api/driver/stops/:id", () => HttpResponse.error(), { once: true }));
  const { user, unmount } = open();
  await user.click(within(await next()).getByRole("button", { name: "Not delivered" }));
  await user.click(screen.getByRole("button", { name: "Nobody opened." }));
  await user.click(screen.getByRole("button", { name: "Not delivered" }));
  expect(await screen.findByText("1 report is waiting to be sent")).toBeInTheDocument();
  expect(screen.getByText("waiting to be sent")).toBeInTheDocument();
  expect(screen.getByRole("heading", { name: "Rosa Whitfield" })).toBeInTheDocument();
  expect(said).toEqual([]);
  unmount();
  open();
  expect(await screen.findByText("Delivery attempted")).toBeInTheDocument();
  expect(said).toMatchObject([{ delivery_id: "june", outcome: "failed", reason: "Nobody opened." }]);
  expect(localStorage.getItem("posy.run.outbox")).toBe("[]");
});

test("what the shop would not take is shown in its words, until somebody lets it go", async () => {
  road();
  server.use(http.post("*/api/driver/stops/:id", () => refuse(404, "stop_not_found", { detail: "The shop has taken this stop off your run." })));
  const { user } = open();
  await user.click(within(await next()).getByRole("button", { name: "Delivered" }));
  await user.type(screen.getByLabelText(/Who took it/), "June");
  await user.click(screen.getByRole("button", { name: "Delivered" }));
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("The shop has taken this stop off your run.")).toBeInTheDocument();
  await user.click(alert.getByRole("button", { name: "Forget it" }));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("yesterday's link says so, and a login is a way on", async () => {
  server.use(
    http.get("*/api/driver/run", () => refuse(410, "link_expired", { detail: "This link was for another day." })),
    http.post("*/api/auth/refresh", () => refuse(401, "session_ended")),
  );
  renderDesk(<RunPage />, { at: "/run", path: "/run" });
  server.use(http.post("*/api/auth/refresh", () => refuse(401, "session_ended")));
  expect(await screen.findByRole("heading", { name: "This link has ended" })).toBeInTheDocument();
  expect(screen.getByText("This link was for another day.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Log in" })).toBeInTheDocument();
});

test("a stop that the shop has not handed out yet cannot be delivered", async () => {
  server.use(http.get("*/api/driver/run", () => HttpResponse.json(driverDay([{ ...JUNE, status: STAGES.preparing }]))));
  open();
  const first = within(await next());
  expect(first.getByText("The shop has not handed this out yet: Preparing.")).toBeInTheDocument();
  expect(first.queryByRole("button", { name: "Delivered" })).not.toBeInTheDocument();
});
