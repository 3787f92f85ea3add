/** The API's door with this tab's login: a token that has ended is renewed once, and the request sent again. */
import { send, verbs, type Send } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { authorization, forget } from "./session";

const sendWithLogin: Send = async (method, template, call = {}) => {
  const signed = async () => send(method, template, { ...call, headers: { ...call.headers, ...(await authorization()) } });
  try {
    return await signed();
  } catch (error) {
    if (!isProblem(error, "unauthenticated")) throw error;
    forget();
    return signed();
  }
};

export const desk = verbs(sendWithLogin);
