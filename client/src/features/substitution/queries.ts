import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";

/** What is asked; null for a link that opens nothing. */
export const askedQuery = (token: string) =>
  queryOptions({
    queryKey: ["asked", token],
    queryFn: ({ signal }) =>
      api.get("/api/substitutions/{token}", { path: { token }, signal }).catch((error: unknown) => {
        if (isProblem(error) && error.status === 404) return null;
        throw error;
      }),
    staleTime: 0,
  });

/** Her word; whatever was refused is looked at again, because somebody or the clock was faster. */
export function useAnswer(token: string) {
  const client = useQueryClient();
  const { queryKey } = askedQuery(token);
  return useMutation({
    mutationFn: (answer: "approve" | "decline") => api.post("/api/substitutions/{token}", { path: { token }, body: { answer } }),
    onSuccess: (asked) => {
      client.setQueryData(queryKey, asked);
      void client.invalidateQueries({ queryKey: ["order"] });
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
