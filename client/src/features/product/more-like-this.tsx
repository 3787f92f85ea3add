import { useQuery } from "@tanstack/react-query";
import type { Product, ProductSummary } from "@/lib/api/types";
import { productsQuery } from "@/lib/questions/catalog";
import { useHeart } from "@/lib/questions/favorites";
import { ProductCard } from "@/ui/product-card";
import { texts } from "./texts";

const SHOWN = 4;

/** Others for the same occasions, in season; away when there are none. */
export function MoreLikeThis({ product }: { product: Product }) {
  const { data } = useQuery(productsQuery({ occasion: product.occasions.map(({ slug }) => slug), page_size: 12 }));
  const others = data?.items.filter(({ slug, kind, in_season: now }) => slug !== product.slug && kind === product.kind && now).slice(0, SHOWN);
  if (!others || others.length === 0) return null;
  return (
    <section aria-labelledby="more" className="page pt-section">
      <h2 id="more" className="mb-8 text-title">
        {texts.more}
      </h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-9 lg:grid-cols-4 lg:gap-x-7">
        {others.map((other) => (
          <li key={other.slug}>
            <Other product={other} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Other({ product }: { product: ProductSummary }) {
  const heart = useHeart(product.slug);
  return <ProductCard product={product} heart={heart} sizes="(width < 64rem) 46vw, 22vw" />;
}
