import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import type { Addon, DayString, Variant } from "@/lib/api/types";
import { useAddLine } from "@/lib/questions/cart";
import { useDestination } from "@/lib/questions/destination";

export const productQuery = (slug: string) =>
  queryOptions({
    queryKey: ["product", slug],
    queryFn: ({ signal }) => api.get("/api/products/{slug}", { path: { slug }, signal }),
  });

/** How many of each size, by its id, can still be made for a day and brought there. */
const leftQuery = (slug: string, { date, postcode }: { date: DayString; postcode: string }) =>
  queryOptions({
    queryKey: ["product", slug, date, postcode],
    queryFn: ({ signal }) => api.get("/api/products/{slug}", { path: { slug }, query: { delivery_date: date, postcode }, signal }),
    select: ({ variants }): Left => new Map(variants.map(({ id, left }) => [id, left])),
  });

/** Nothing is known of a size that is not in it; null is without a limit. */
export type Left = ReadonlyMap<number, number | null>;

/** What is left on the day and at the place chosen, never of another day; a question that failed stops nobody. */
export function useLeft(slug: string): { left: Left; asking: boolean } {
  const { whole } = useDestination();
  const { data, isLoading } = useQuery({ ...leftQuery(slug, whole ?? NOWHERE), enabled: whole !== null });
  return { left: data ?? UNKNOWN, asking: isLoading };
}

const NOWHERE = { date: "", postcode: "" };
const UNKNOWN: Left = new Map();

/** The size that is shown: the one chosen, or the first that can be had. */
export function sizeShown(variants: readonly Variant[], chosen: number | null, left: Left): Variant | undefined {
  return variants.find(({ id }) => (chosen === null ? left.get(id) !== 0 : id === chosen)) ?? variants[0];
}

interface Choice { variantId: number; addons: Addon[] }

/**
 * Puts a size and its add-ons into the cart, the size first. Once that is in, an add-on that cannot be had is
 * only named in the answer: trying everything again would add the flowers twice.
 */
export function useAddToCart() {
  const addLine = useAddLine();
  return useMutation({
    mutationFn: async ({ variantId, addons }: Choice): Promise<{ leftOut: string[] }> => {
      await addLine.mutateAsync({ variant_id: variantId, quantity: 1 });
      const leftOut: string[] = [];
      for (const { variant_id, name } of addons) {
        try {
          await addLine.mutateAsync({ variant_id, quantity: 1 });
        } catch (error) {
          if (!isProblem(error)) throw error;
          leftOut.push(name);
        }
      }
      return { leftOut };
    },
  });
}
