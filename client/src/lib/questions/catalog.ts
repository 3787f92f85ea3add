import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { ProductFilters } from "@/lib/api/types";

/** The occasions people send flowers for, with counts; asked by the header's menu and by the home page. */
export const occasionsQuery = queryOptions({
  queryKey: ["occasions"],
  queryFn: ({ signal }) => api.get("/api/occasions", { signal }),
  staleTime: 5 * 60_000,
});

/** What the catalog shows for these filters, with facets. */
export const productsQuery = (filters: ProductFilters) =>
  queryOptions({
    queryKey: ["products", filters],
    queryFn: ({ signal }) => api.get("/api/products", { query: filters, signal }),
  });
