/** Promotions with how far each is used; whatever was refused is looked at again. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Gets, Posts } from "@/lib/api/endpoints";
import { isProblem } from "@/lib/api/problem";
import { mine } from "@/lib/mine";

export type Promotion = Gets["/api/admin/promotions"]["answer"]["items"][number];
export type PromotionBody = Posts["/api/admin/promotions"]["body"];
export type Kind = PromotionBody["kind"];

export const promotionsQuery = queryOptions({
  queryKey: ["promotions"],
  queryFn: ({ signal }) => mine.get("/api/admin/promotions", { signal }),
});

/** What a promotion may be limited to, by name. */
export const choicesQuery = queryOptions({
  queryKey: ["promotion-choices"],
  queryFn: async ({ signal }) => {
    const [products, categories] = await Promise.all([mine.get("/api/admin/products", { signal }), api.get("/api/categories", { signal })]);
    return {
      products: products.items.map(({ id, name }) => ({ value: String(id), label: name })),
      categories: categories.items.map(({ slug, name }) => ({ value: slug, label: name })),
    };
  },
  staleTime: 300_000,
});
export interface Choices { products: { value: string; label: string }[]; categories: { value: string; label: string }[] }

function useChange<Variables, Answer>(change: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: promotionsQuery.queryKey }) });
}

/** A new one, or `known` said anew over the version that was seen. */
export const usePromotion = (known?: Promotion) =>
  useChange(({ body, version }: { body: PromotionBody; version: number }) =>
    known ? mine.patch("/api/admin/promotions/{promotion_id}", { path: { promotion_id: known.id }, body: { ...body, version } }) : mine.post("/api/admin/promotions", { body }),
  );

/** Deletes one that nobody has used. */
export const useDelete = () => useChange((id: number) => mine.del("/api/admin/promotions/{promotion_id}", { path: { promotion_id: id } }));

/** The newest state that a version conflict brings with it. */
export function newestOf(error: unknown): Promotion | null {
  return isProblem(error, "version_conflict") ? ((error.extras.current as Promotion | undefined) ?? null) : null;
}
