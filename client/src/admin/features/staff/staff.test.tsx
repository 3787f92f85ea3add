import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import type { Person } from "./queries";
import StaffPage from "./staff-page";

const owner: Person = { id: "1d0c2f7e-0000-4000-8000-000000000001", name: "Iris Vance", email: "iris@posy.example", role: "owner", active: true, has_totp: true, invited: false, version: 1 };
const driver: Person = { ...owner, id: "1d0c2f7e-0000-4000-8000-000000000002", name: "Otis Bell", email: "otis@posy.example", role: "driver", has_totp: false, version: 4 };
const invited: Person = { ...driver, id: "1d0c2f7e-0000-4000-8000-000000000003", name: "Ada Verde", email: "ada@posy.example", invited: true };
const me = { ...florist, name: owner.name, email: owner.email, role: "owner" as const };

const list = (...items: Person[]) => server.use(http.get("*/api/admin/staff", () => HttpResponse.json({ items })));

test("a login is disabled, and opened again", async () => {
  list(owner, driver);
  const sent: unknown[] = [];
  server.use(
    http.patch("*/api/admin/staff/:id", async ({ request }) => {
      const change = (await request.json()) as { active: boolean; version: number };
      sent.push(change);
      return HttpResponse.json({ ...driver, active: change.active, version: change.version + 1 });
    }),
  );
  const { user } = renderDesk(<StaffPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Disable the login of Otis Bell" }));
  expect(await screen.findByText("Otis Bell is out, everywhere and at once")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await expect.poll(() => sent).toEqual([{ version: 4, active: false }, { version: 5, active: true }]);
  expect(screen.queryByRole("button", { name: "Disable the login of Iris Vance" })).not.toBeInTheDocument();
});

test("the shop's last owner stays one, and the server's words say so", async () => {
  list(driver);
  server.use(http.patch("*/api/admin/staff/:id", () => refuse(409, "last_owner")));
  const { user } = renderDesk(<StaffPage />, { me });
  await user.selectOptions(await screen.findByLabelText("Role of Otis Bell"), "florist");
  expect(await screen.findByText("Detail of last_owner.")).toBeInTheDocument();
  expect(screen.getByLabelText("Role of Otis Bell")).toHaveValue("driver");
});

test("somebody is invited; a known address is said at its field; the letter goes out again", async () => {
  list(owner, invited);
  const sent: unknown[] = [];
  const answers = [refuse(409, "account_exists"), HttpResponse.json(invited, { status: 201 })];
  server.use(
    http.post("*/api/admin/staff", async ({ request }) => {
      sent.push(await request.json());
      return answers.shift() ?? refuse(500, "internal");
    }),
    http.post("*/api/admin/staff/:id/invitation", () => new HttpResponse(null, { status: 204 })),
  );
  const { user } = renderDesk(<StaffPage />, { me });
  await user.click(await screen.findByRole("button", { name: "Invite somebody" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText(/^Name/), "Ada Verde");
  await user.type(dialog.getByLabelText(/^Email/), "ada@posy.example");
  await user.click(dialog.getByLabelText("Driver"));
  await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
  expect(await dialog.findByText("Detail of account_exists.")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
  expect(await screen.findByText("The invitation is on its way to ada@posy.example")).toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ name: "Ada Verde", email: "ada@posy.example", role: "driver" });
  await user.click(screen.getByRole("button", { name: "Send the invitation to Ada Verde again" }));
  expect(await screen.findAllByText("The invitation is on its way to ada@posy.example")).not.toHaveLength(0);
});
