import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { renderDesk } from "@/admin/testing/render";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import SecurityPage from "./security-page";

const CODES = Array.from({ length: 10 }, (_, index) => `aaaa-${index}`);

test("whoever must have a second factor sets it up: password, picture, code, recovery codes", async () => {
  const sent: unknown[] = [];
  const confirms = [refuse(401, "totp_refused"), HttpResponse.json({ recovery_codes: CODES })];
  server.use(
    http.post("*/api/me/totp", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ secret: "JBSWY3DP", uri: "otpauth://totp/x", qr_svg: "<svg/>" });
    }),
    http.post("*/api/me/totp/confirm", async ({ request }) => {
      sent.push(await request.json());
      return confirms.shift() ?? refuse(500, "internal");
    }),
  );
  const { user } = renderDesk(<SecurityPage />, { me: { ...florist, role: "owner", permissions: [], must_enroll: true } });
  expect(screen.getByText("One more step before you begin")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Cancel" })).not.toBeInTheDocument();
  await user.type(screen.getByLabelText(/^Your password/), "flowers-every-day{Enter}");
  expect(await screen.findByRole("img", { name: "The picture that your app reads" })).toBeInTheDocument();
  expect(screen.getByText("JBSWY3DP")).toBeInTheDocument();
  await user.type(screen.getByLabelText(/^Code that the app shows now/), "111111{Enter}");
  expect(await screen.findByText("Detail of totp_refused.")).toBeInTheDocument();
  await user.clear(screen.getByLabelText(/^Code that the app shows now/));
  await user.type(screen.getByLabelText(/^Code that the app shows now/), "222 222{Enter}");
  const codes = within(await screen.findByRole("list", { name: "Keep your recovery codes" }));
  expect(codes.getAllByRole("listitem")).toHaveLength(10);
  await user.click(screen.getByRole("button", { name: "I have kept them" }));
  expect(await screen.findByText("The second factor is on")).toBeInTheDocument();
  expect(sent).toEqual([{ password: "flowers-every-day" }, { code: "111111" }, { code: "222222" }]);
});

test("where the role needs it, it is not switched off, and the server's words say why", async () => {
  server.use(http.delete("*/api/me/totp", () => refuse(409, "totp_needed")));
  const { user } = renderDesk(<SecurityPage />, { me: { ...florist, has_totp: true } });
  await user.click(screen.getByRole("button", { name: "Switch the second factor off" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText(/^Your password/), "flowers-every-day");
  await user.type(dialog.getByLabelText(/^Code of your app/), "222222{Enter}");
  expect(await dialog.findByRole("alert")).toHaveTextContent("Detail of totp_needed.");
});
