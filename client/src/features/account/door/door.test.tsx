import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { loginAnswer } from "@/testing/fixtures/account";
import { refuse } from "@/testing/handlers";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import ForgotPage from "./forgot-page";
import LoginPage from "./login-page";
import ResetPage from "./reset-page";
import SignUpPage from "./sign-up-page";
import { isInside } from "./way-on";

/** Answers `post` and keeps what was sent. */
function heard(address: string, answer: () => Response) {
  const sent: unknown[] = [];
  server.use(
    http.post(`*${address}`, async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
  return sent;
}
const flow = () => HttpResponse.json({ flow: "flow-1", expires_in: 600 }, { status: 202 });

test("who logs in is then where she wanted to go, and the heart she pressed before is kept", async () => {
  const sent = heard("/api/auth/login", () => HttpResponse.json(loginAnswer));
  let kept = "";
  server.use(http.put("*/api/me/favorites/products/:slug", ({ params }) => {
    kept = String(params.slug);
    return new HttpResponse(null, { status: 204 });
  }));
  const { user, address } = renderPage(<LoginPage />, { at: "/account/login?back=%2Fflowers%3Fpage%3D2", path: "/account/login", state: { keep: "ember" } });
  await user.type(await screen.findByLabelText("Email"), "sam@example.com");
  await user.type(screen.getByLabelText("Password"), "flowers-every-day");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  await expect.poll(address).toBe("/flowers?page=2");
  expect(sent).toEqual([{ email: "sam@example.com", password: "flowers-every-day" }]);
  expect(kept).toBe("ember");
});

test("a refused login says so and stays", async () => {
  heard("/api/auth/login", () => refuse(401, "login_refused"));
  const { user, address } = renderPage(<LoginPage />, { at: "/account/login", path: "/account/login" });
  await user.type(await screen.findByLabelText("Email"), "sam@example.com");
  await user.type(screen.getByLabelText("Password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Detail of login_refused.");
  expect(address()).toBe("/account/login");
});

test("a second factor is asked for once the password is right", async () => {
  const answers = [() => refuse(401, "totp_required"), () => refuse(401, "totp_refused"), () => HttpResponse.json(loginAnswer)];
  const sent = heard("/api/auth/login", () => (answers.shift() ?? (() => refuse(500, "internal")))());
  const { user, address } = renderPage(<LoginPage />, { at: "/account/login", path: "/account/login" });
  await user.type(await screen.findByLabelText("Email"), "sam@example.com");
  await user.type(screen.getByLabelText("Password"), "flowers-every-day{Enter}");
  const code = await screen.findByLabelText("Code of your app");
  expect(code).toHaveFocus();
  await user.type(code, "111111{Enter}");
  expect(await screen.findByText("Detail of totp_refused.")).toBeInTheDocument();
  await user.clear(code);
  await user.type(code, "222222{Enter}");
  await expect.poll(address).toBe("/account");
  expect(sent.at(-1)).toEqual({ email: "sam@example.com", password: "flowers-every-day", totp: "222222" });
});

test("a code from a letter opens the account without a password", async () => {
  heard("/api/auth/code", flow);
  const sent = heard("/api/auth/code/login", () => HttpResponse.json(loginAnswer));
  const { user, address } = renderPage(<LoginPage />, { at: "/account/login", path: "/account/login" });
  await user.click(await screen.findByRole("button", { name: "Send me a code instead" }));
  await user.type(screen.getByLabelText("Email"), "sam@example.com{Enter}");
  await user.type(await screen.findByLabelText("Code"), "123 456{Enter}");
  await expect.poll(address).toBe("/account");
  expect(sent).toEqual([{ flow: "flow-1", code: "123456" }]);
});

test("an account is made by the code of its letter; what is wrong stands next to its field", async () => {
  const answers = [() => refuse(422, "weak_password", { errors: [{ path: "password", message: "Too many people use this one." }] }), flow];
  heard("/api/auth/signup", () => (answers.shift() ?? flow)());
  const codes = [() => refuse(403, "code_refused"), () => HttpResponse.json(loginAnswer)];
  const sent = heard("/api/auth/verify-email", () => (codes.shift() ?? flow)());
  const { user, address } = renderPage(<SignUpPage />, { at: "/account/sign-up", path: "/account/sign-up" });
  await user.click(screen.getByRole("button", { name: "Make my account" }));
  expect(await screen.findByText("Please write your name.")).toBeInTheDocument();
  expect(screen.getByText("Please take at least 8 characters.")).toBeInTheDocument();
  await user.type(screen.getByLabelText("Your name"), "Sam Okafor");
  await user.type(screen.getByLabelText("Email"), "sam@example.com");
  await user.type(screen.getByLabelText("Password"), "password1{Enter}");
  expect(await screen.findByText("Too many people use this one.")).toBeInTheDocument();
  await user.type(screen.getByLabelText("Password"), "-and-a-garden{Enter}");
  const code = await screen.findByLabelText("Code");
  await user.type(code, "000000{Enter}");
  expect(await screen.findByText("Detail of code_refused.")).toBeInTheDocument();
  await user.clear(code);
  await user.type(code, "654321{Enter}");
  await expect.poll(address).toBe("/account");
  expect(sent.at(-1)).toEqual({ flow: "flow-1", code: "654321" });
  expect(screen.getByText("Welcome, Sam Okafor.")).toBeInTheDocument();
});

test("a forgotten password: the same words for every address, and a link that has ended leads to another", async () => {
  heard("/api/auth/forgot-password", () => HttpResponse.json({ expires_in: 3600 }, { status: 202 }));
  const asking = renderPage(<ForgotPage />, { at: "/account/forgot", path: "/account/forgot" });
  await asking.user.type(screen.getByLabelText("Email"), "sam@example.com{Enter}");
  expect(await screen.findByText(/If there is an account for sam@example.com/)).toBeInTheDocument();
  asking.unmount();
  const sent = heard("/api/auth/reset-password", () => refuse(409, "link_over"));
  const { user } = renderPage(<ResetPage />, { at: "/account/reset#secret", path: "/account/reset" });
  await user.type(screen.getByLabelText("New password"), "a-garden-in-march{Enter}");
  expect(await screen.findByRole("link", { name: "Send me another link" })).toHaveAttribute("href", "/account/forgot");
  expect(sent).toEqual([{ token: "secret", password: "a-garden-in-march" }]);
});

test.each(["//evil.example", "https://evil.example", "/\\evil.example", "flowers", null])("nobody is led out of the shop: %s", (address) => {
  expect(isInside(address)).toBe(false);
});
