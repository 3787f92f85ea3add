import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import type { Addon, DayString } from "@/lib/api/types";
import { useAddLine } from "@/lib/questions/cart";
import { productsQuery } from "@/lib/questions/catalog";

export const productQuery = (slug: string) =>
  queryOptions({
    queryKey: ["product", slug],
    queryFn: ({ signal }) => api.get("/api/products/{slug}", { path: { slug }, signal }),
  });

/** Whether this product is among those that can be made for a day and brought there. */
export const possibleQuery = ({ slug, name }: { slug: string; name: string }, whole: { date: DayString; postcode: string }) =>
  queryOptions({
    ...productsQuery({ q: name, page_size: 60, delivery_date: whole.date, postcode: whole.postcode }),
    select: ({ items }) => items.some((item) => item.slug === slug),
  });

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
