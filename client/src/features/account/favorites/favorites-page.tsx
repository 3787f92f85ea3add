import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Favorites, ProductSummary } from "@/lib/api/types";
import { links } from "@/lib/links";
import { mine } from "@/lib/mine";
import { favoritesQuery, giveUpProduct, keepProduct } from "@/lib/questions/favorites";
import { LinkButton } from "@/ui/button";
import { ProductCard } from "@/ui/product-card";
import { EmptyState, Notice } from "@/ui/states";
import { favoriteTexts as texts } from "../more-texts";
import { Page } from "../page";
import { useListWrite, useRemovals } from "../queries";
import { Removed } from "../removed";

const { queryKey } = favoritesQuery;
const categoriesQuery = queryOptions({ queryKey: ["categories"], queryFn: ({ signal }) => api.get("/api/categories", { signal }) });

/** What she has put her heart to, and what she likes in general. */
export default function FavoritesPage() {
  const { data } = useSuspenseQuery(favoritesQuery);
  return (
    <Page title={texts.title}>
      <Products products={data.products} />
      <Kinds flowers={data.flowers} />
    </Page>
  );
}

function Products({ products }: { products: readonly ProductSummary[] }) {
  const removals = useRemovals<ProductSummary>(queryKey, ({ slug }) => giveUpProduct(slug), ({ slug }) => keepProduct(slug));
  return (
    <section aria-label={texts.products} className="grid gap-6">
      <Removed what={removals.removed?.name ?? null} undoing={removals.undoing} error={removals.error} onUndo={removals.undo} />
      {products.length === 0 ? (
        <EmptyState title={texts.emptyTitle} action={<LinkButton to={links.flowers()}>{texts.seeFlowers}</LinkButton>}>
          {texts.emptyText}
        </EmptyState>
      ) : (
        <ul aria-label={texts.products} className="grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 lg:gap-x-7">
          {products.map((product) => (
            <li key={product.slug}>
              <ProductCard
                product={product}
                level={2}
                sizes="(width < 48rem) 46vw, 22vw"
                heart={{ kept: removals.removing !== product, onPress: () => removals.remove(product) }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Kinds({ flowers }: { flowers: Favorites["flowers"] }) {
  const { data: categories } = useQuery(categoriesQuery);
  const write = useListWrite(queryKey, ({ value, keep }: { value: string; keep: boolean }) => {
    const path = { value };
    return keep ? mine.put("/api/me/favorites/flowers/{value}", { path }) : mine.del("/api/me/favorites/flowers/{value}", { path });
  });
  if (!categories) return null;
  const wish = write.isPending ? write.variables : null;
  const isKept = (slug: string) => (wish?.value === slug ? wish.keep : flowers.some(({ value }) => value === slug));
  return (
    <section aria-labelledby="kinds" className="grid gap-4 border-t border-line pt-8">
      <h2 id="kinds" className="text-heading">{texts.kinds}</h2>
      <p className="text-ink-soft">{texts.kindsLead}</p>
      {write.error && <Notice tone="trouble">{write.error.message}</Notice>}
      <ul className="flex flex-wrap gap-2.5">
        {categories.items.map(({ slug, name }) => (
          <li key={slug}>
            <button
              type="button"
              aria-pressed={isKept(slug)}
              onClick={() => write.mutate({ value: slug, keep: !isKept(slug) })}
              className="min-h-11 rounded-full border border-edge bg-card px-5 text-sm transition-colors hover:border-ink focus-visible:rounded-full aria-pressed:border-green aria-pressed:bg-green-wash"
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
