/** Favorite products and kinds of flowers, and the heart that keeps a product or gives it up. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";
import { links } from "@/lib/links";
import { mine } from "@/lib/mine";
import { useMe } from "@/lib/questions/me";

export const favoritesQuery = queryOptions({
  queryKey: ["favorites"],
  queryFn: ({ signal }) => mine.get("/api/me/favorites", { signal }),
});

export const keepProduct = (slug: string) => mine.put("/api/me/favorites/products/{slug}", { path: { slug } });
export const giveUpProduct = (slug: string) => mine.del("/api/me/favorites/products/{slug}", { path: { slug } });

/** One product's heart. What was pressed counts at once; a visitor logs in first, and her wish is carried along. */
export function useHeart(slug: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const me = useMe();
  const { data } = useQuery({ ...favoritesQuery, enabled: Boolean(me) });
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (keep: boolean) => (keep ? keepProduct : giveUpProduct)(slug),
    onSettled: () => client.invalidateQueries({ queryKey: favoritesQuery.queryKey }),
  });
  const kept = isPending ? variables : (data?.products.some((product) => product.slug === slug) ?? false);
  const press = () => {
    if (me) mutate(!kept);
    else void navigate(links.door("login", pathname + search), { state: { keep: slug } });
  };
  return { kept, onPress: press };
}
