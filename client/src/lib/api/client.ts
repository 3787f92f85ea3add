/**
 * The one door to the shop's API: typed verbs that answer data or throw an ApiProblem.
 *
 *   await api.get("/api/products/{slug}", { path: { slug }, signal })
 *   await api.post("/api/cart/lines", { body: { variant_id, quantity: 1 } })
 */
import type { Deletes, Endpoint, Gets, Patches, Posts, Puts } from "./endpoints";
import { problemOf, unreachable } from "./problem";

type Part<E extends Endpoint, K extends "path" | "query" | "body"> = K extends keyof E ? Pick<E, K> : Partial<Record<K, undefined>>;
type Extras = { signal?: AbortSignal; headers?: Record<string, string> };
type Options<E extends Endpoint> = Part<E, "path"> & Part<E, "query"> & Part<E, "body"> & Extras;
type Rest<E extends Endpoint> = object extends Options<E> ? [options?: Options<E>] : [options: Options<E>];

export interface Call extends Extras { path?: Record<string, string | number>; query?: object; body?: unknown }
export type Send = (method: string, template: string, call?: Call) => Promise<unknown>;

/** Fills "{slug}" in a path and writes the query; lists repeat their name, empty values are left out. */
export function addressOf(template: string, { path = {}, query = {} }: Pick<Call, "path" | "query">): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, unknown][]) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") search.append(name, String(one as string | number));
    }
  }
  const written = search.toString();
  return written ? `${filled}?${written}` : filled;
}

export const send: Send = async (method, template, call = {}) => {
  const { body, signal, headers } = call;
  const response = await fetch(addressOf(template, call), {
    method,
    signal,
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? undefined : response.json();
};

/** The verbs over one way of sending: plain for what is the same for everybody, with a login for what is somebody's own (lib/mine). */
export function verbs(through: Send) {
  const verb = <Table extends { [K in keyof Table]: Endpoint }>(method: string) =>
    <P extends keyof Table & string>(path: P, ...[options]: Rest<Table[P]>): Promise<Table[P]["answer"]> =>
      through(method, path, options);
  return { get: verb<Gets>("GET"), post: verb<Posts>("POST"), put: verb<Puts>("PUT"), patch: verb<Patches>("PATCH"), del: verb<Deletes>("DELETE") };
}

export const api = verbs(send);
