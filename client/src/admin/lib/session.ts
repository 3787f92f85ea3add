/**
 * The login of this tab. The access token lives in this module's memory alone; the refresh token is a cookie that no script
 * can read. Whoever needs a token waits for the one refresh that is under way.
 */
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import type { Posts } from "@/lib/api/endpoints";

type Login = Posts["/api/auth/login"]["answer"];
export type Me = Login["me"];

/** Renewed this long before it ends, so that no request meets the end. */
const EARLY_MS = 60_000;

let held: { token: string; until: number } | null = null;
let renewing: Promise<Me | null> | null = null;

function hold(login: Login): Me {
  held = { token: login.access_token, until: Date.now() + login.expires_in * 1000 - EARLY_MS };
  return login.me;
}

export async function logIn(email: string, password: string): Promise<Me> {
  return hold(await api.post("/api/auth/login", { body: { email, password } }));
}

export async function logOut(): Promise<void> {
  held = null;
  await api.post("/api/auth/logout");
}

/** Who is logged in on this browser, by its cookie; null when nobody is. */
export function renew(): Promise<Me | null> {
  renewing ??= api
    .post("/api/auth/refresh")
    .then(hold)
    .catch((error: unknown) => {
      held = null;
      if (isProblem(error, "session_ended")) return null;
      throw error;
    })
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

/** The header of a request of ours; none when nobody is logged in. */
export async function authorization(): Promise<Record<string, string>> {
  if (!held || held.until < Date.now()) await renew();
  return held ? { Authorization: `Bearer ${held.token}` } : {};
}

export function forget(): void {
  held = null;
}
