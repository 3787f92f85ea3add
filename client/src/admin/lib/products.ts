/** Products as somebody at the counter looks for them: by name, with what is left for the day. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { DayString } from "@/lib/api/types";

const SHOWN = 8;
/** The day that what is left is asked for, and where it goes. */
export interface For { date: DayString | null; postcode: string | null }

const wish = ({ date, postcode }: For) => (date ? { delivery_date: date, ...(postcode ? { postcode } : {}) } : {});

export const findProductsQuery = (words: string, on: For) =>
  queryOptions({
    queryKey: ["find-products", words, on],
    queryFn: ({ signal }) => api.get("/api/products", { query: { q: words, page_size: SHOWN, ...wish(on) }, signal }),
    placeholderData: keepPreviousData,
    enabled: words !== "",
  });

export const productQuery = (slug: string, on: For) =>
  queryOptions({
    queryKey: ["product", slug, on],
    queryFn: ({ signal }) => api.get("/api/products/{slug}", { path: { slug }, query: wish(on), signal }),
    placeholderData: keepPreviousData,
  });
