/** The doors into a session, and the way out of it. */
import { api } from "@/lib/api/client";
import type { Posts } from "@/lib/api/endpoints";
import { hold, letGo, type Me } from "@/lib/session";

export async function logIn(body: Posts["/api/auth/login"]["body"]): Promise<Me> {
  return hold(await api.post("/api/auth/login", { body }));
}

export async function logInByCode(body: Posts["/api/auth/code/login"]["body"]): Promise<Me> {
  return hold(await api.post("/api/auth/code/login", { body }));
}

/** The code of the sign-up's letter makes the account, and logs in. */
export async function verifyEmail(body: Posts["/api/auth/verify-email"]["body"]): Promise<Me> {
  return hold(await api.post("/api/auth/verify-email", { body }));
}

export async function logOut(): Promise<void> {
  await api.post("/api/auth/logout");
  letGo();
}
