import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";

/** The occasions people send flowers for, with counts; asked by the header's menu and by the home page. */
export const occasionsQuery = queryOptions({
  queryKey: ["occasions"],
  queryFn: ({ signal }) => api.get("/api/occasions", { signal }),
  staleTime: 5 * 60_000,
});
