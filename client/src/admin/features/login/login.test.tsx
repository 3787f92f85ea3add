import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import { renderDesk } from "@/admin/testing/render";
import LoginPage from "./login-page";
import WelcomePage from "./welcome-page";

test("who knows the password goes on to where she was going", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/auth/login", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ access_token: "t", expires_in: 600, me: florist });
    }),
  );
  const { user, address } = renderDesk(<LoginPage />, { at: "/login", path: "/login", me: null });
  await user.type(screen.getByLabelText(/^Email/), "wren@posy.example");
  await user.type(screen.getByLabelText(/^Password/), "flowers-every-day");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  await expect.poll(address).toBe("/");
  expect(sent).toEqual([{ email: "wren@posy.example", password: "flowers-every-day" }]);
});

test("a refusal is said in the server's words, and the address stays", async () => {
  server.use(http.post("*/api/auth/login", () => refuse(401, "login_refused")));
  const { user, address } = renderDesk(<LoginPage />, { at: "/login", path: "/login", me: null });
  await user.type(screen.getByLabelText(/^Email/), "wren@posy.example");
  await user.type(screen.getByLabelText(/^Password/), "wrong");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Detail of login_refused.");
  expect(address()).toBe("/login");
});

test("a second factor is asked for once the password is right, and a wrong code stands under its field", async () => {
  const sent: unknown[] = [];
  const answers = [refuse(401, "totp_required"), refuse(401, "totp_refused"), HttpResponse.json({ access_token: "t", expires_in: 600, me: florist })];
  server.use(
    http.post("*/api/auth/login", async ({ request }) => {
      sent.push(await request.json());
      return answers.shift() ?? refuse(500, "internal");
    }),
  );
  const { user, address } = renderDesk(<LoginPage />, { at: "/login", path: "/login", me: null });
  await user.type(screen.getByLabelText(/^Email/), "iris@posy.example");
  await user.type(screen.getByLabelText(/^Password/), "flowers-every-day{Enter}");
  const code = await screen.findByLabelText(/^Code of your app/);
  expect(code).toHaveFocus();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  await user.type(code, "111111{Enter}");
  expect(await screen.findByText("Detail of totp_refused.")).toBeInTheDocument();
  await user.clear(code);
  await user.type(code, "222222{Enter}");
  await expect.poll(address).toBe("/");
  expect(sent.at(-1)).toEqual({ email: "iris@posy.example", password: "flowers-every-day", totp: "222222" });
});

test("an invitation's link makes a login, once", async () => {
  const sent: unknown[] = [];
  const answers = [refuse(422, "weak_password"), new HttpResponse(null, { status: 204 })];
  server.use(
    http.post("*/api/auth/invitation", async ({ request }) => {
      sent.push(await request.json());
      return answers.shift() ?? refuse(409, "link_over");
    }),
  );
  const { user } = renderDesk(<WelcomePage />, { at: "/welcome#secret", path: "/welcome", me: null });
  await user.type(screen.getByLabelText(/^Password/), "short{Enter}");
  expect(await screen.findByText("Please take at least 8 characters.")).toBeInTheDocument();
  await user.type(screen.getByLabelText(/^Password/), "-password{Enter}");
  expect(await screen.findByText("Detail of weak_password.")).toBeInTheDocument();
  await user.type(screen.getByLabelText(/^Password/), "-of-a-garden{Enter}");
  expect(await screen.findByRole("heading", { name: "You are set" })).toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ token: "secret", password: "short-password-of-a-garden" });
});
