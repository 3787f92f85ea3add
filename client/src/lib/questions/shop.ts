import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";

/** Name, address, hours and limits of the shop; they hardly ever change. */
export const shopQuery = queryOptions({
  queryKey: ["shop"],
  queryFn: ({ signal }) => api.get("/api/shop", { signal }),
  staleTime: Infinity,
});
