/** The API's door with this tab's login: a token that has ended is renewed once, and the request sent again. */
import { send, verbs, type Send } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { authorization, forget } from "./session";

/** Runs a request with the header of this tab's login. */
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

export const desk = verbs(sendWithLogin);
