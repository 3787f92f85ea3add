/**
 * The login of this browser, for the shop and the back office alike. The access token lives in this module's memory alone; the
 * refresh token is a cookie that no script can read. What is written down is only that there may be a login ("posy.known"), so
 * that a visitor without one never asks. Whoever needs a token waits for the one refresh that is under way, in any tab.
 */
import { api } from "@/lib/api/client";
import type { Posts } from "@/lib/api/endpoints";
import { isProblem } from "@/lib/api/problem";

type Login = Posts["/api/auth/login"]["answer"];
export type Me = Login["me"];

/** Renewed this long before it ends, so that no request meets the end. */
const EARLY_MS = 60_000;
const KNOWN = "posy.known";

let held: { token: string; until: number } | null = null;
let renewing: Promise<Me | null> | null = null;
let tell: (me: Me | null) => void = () => undefined;

/** The storage may be closed to us: then whoever comes is asked about. */
function mayBeKnown(): boolean {
  try {
    return localStorage.getItem(KNOWN) !== null;
  } catch {
    return true;
  }
}

/** Takes over what a door has answered. */
export function hold(login: Login): Me {
  held = { token: login.access_token, until: Date.now() + login.expires_in * 1000 - EARLY_MS };
  note((storage) => storage.setItem(KNOWN, "1"));
  tell(login.me);
  return login.me;
}

/** Nobody is logged in here any more. */
export function letGo(): null {
  held = null;
  note((storage) => storage.removeItem(KNOWN));
  tell(null);
  return null;
}

function note(write: (storage: Storage) => void): void {
  try {
    write(localStorage);
  } catch {
    // Nothing is lost but a question more at the next visit.
  }
}

/** Hears who is logged in, at each login, renewal and end; in this tab, and an end in another tab too. */
export function onSession(listener: typeof tell): void {
  tell = listener;
}

window.addEventListener("storage", ({ key, newValue }) => {
  if (key === KNOWN && newValue === null) letGo();
});

/** Two tabs that refreshed at once would spend the same cookie; where the browser can, one waits for the other. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  "locks" in navigator ? navigator.locks.request("posy.refresh", work) as Promise<T> : work();

const refresh = () =>
  alone(() => api.post("/api/auth/refresh"))
    .then(hold)
    .catch((error: unknown) => {
      held = null;
      if (isProblem(error, "session_ended")) return letGo();
      throw error;
    })
    .finally(() => {
      renewing = null;
    });

/** Who is logged in on this browser, by its cookie; null when nobody is. */
export function renew(): Promise<Me | null> {
  if (!mayBeKnown()) return Promise.resolve(null);
  return (renewing ??= refresh());
}

/** The header of a request of ours; none when nobody is logged in. */
export async function authorization(): Promise<Record<string, string>> {
  if (!held || held.until < Date.now()) await renew();
  return held ? { Authorization: `Bearer ${held.token}` } : {};
}

export function forget(): void {
  held = null;
}
