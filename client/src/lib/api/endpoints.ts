/** Which path takes and answers what, for the client's verbs: read from the server's own document (schema.d.ts). */
import type { paths } from "./schema";

export interface Endpoint { path?: Record<string, string | number>; query?: object; body?: unknown; answer: unknown }

/** The document calls a member with a default required; one that may be null may as well be left out of what we send. */
type Sent<Body> = { [K in keyof Body as null extends Body[K] ? never : K]: Body[K] } & {
  [K in keyof Body as null extends Body[K] ? K : never]?: Body[K];
};
type Json<Content> = Content extends { content: { "application/json": infer Body } } ? Body : undefined;
type Answer<Responses> = Responses extends { 200: infer Ok } ? Json<Ok> : Responses extends { 201: infer Made } ? Json<Made> : Responses extends { 202: infer Sent } ? Json<Sent> : undefined;

type EndpointOf<Operation> = Operation extends { parameters: infer Parameters; responses: infer Responses }
  ? (Parameters extends { path: infer Path } ? { path: Path } : unknown) &
      (Parameters extends { query?: never } ? unknown : Pick<Parameters, "query" & keyof Parameters>) &
      (Operation extends { requestBody: infer Body extends object } ? { body: Sent<Json<Body>> } : unknown) & { answer: Answer<Responses> }
  : never;

type Method = "get" | "post" | "put" | "patch" | "delete";
type Table<M extends Method> = {
  [P in keyof paths as paths[P] extends Record<M, object> ? P : never]: paths[P] extends Record<M, infer Operation> ? EndpointOf<Operation> : never;
};

export type Gets = Table<"get">;
export type Posts = Table<"post">;
export type Puts = Table<"put">;
export type Patches = Table<"patch">;
export type Deletes = Table<"delete">;
