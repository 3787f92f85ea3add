/** How long answers stay fresh, and which failures are worth another try: the server's trouble, never its refusals. */
import { QueryClient } from "@tanstack/react-query";
import { ApiProblem, isProblem } from "@/lib/api/problem";
import { followSession } from "@/lib/questions/me";

const TRIES = 2;

function waitBefore(attempt: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? error.retryAfter : null;
  return asked === null ? 400 * 2 ** attempt : Math.min(asked, 10) * 1000;
}

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && error.passing,
        retryDelay: waitBefore,
      },
      // A write is repeated only when the server said that it did nothing.
      mutations: { retry: (failures, error) => failures < TRIES && isProblem(error, "busy"), retryDelay: waitBefore },
    },
  });
  followSession(client);
  return client;
}
