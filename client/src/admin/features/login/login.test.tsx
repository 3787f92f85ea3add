import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { florist } from "@/testing/fixtures/staff";
import { refuse } from "@/testing/handlers";
import { server } from "@/testing/server";
import { renderDesk } from "@/admin/testing/render";
import LoginPage from "./login-page";

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
