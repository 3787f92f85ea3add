/**
 * The API's door with this browser's login, for what is somebody's own: a token that has ended is renewed once, and the request
 * sent again. Without a login it is the plain door: `await mine.get("/api/cart")`.
 */
import { send, verbs, type Send } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { authorization, forget } from "@/lib/session";

/** Runs a request with the header of this browser's login. */
export async function withLogin<T>(request: (login: Record<string, string>) => Promise<T>): Promise<T> {
  try {
    return await request(await authorization());
  } catch (error) {
    if (!isProblem(error, "unauthenticated")) throw error;
    forget();
    return request(await authorization());
  }
}

const sendWithLogin: Send = (method, template, call = {}) =>
  withLogin((login) => send(method, template, { ...call, headers: { ...call.headers, ...login } }));

export const mine = verbs(sendWithLogin);
