import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { Product } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { useHeart } from "@/lib/questions/favorites";
import { seasonWords } from "@/lib/season";
import { HeartButton } from "@/ui/heart-button";
import { Picture } from "@/ui/picture";
import { Price } from "@/ui/price";
import { Breadcrumb } from "./breadcrumb";
import { BuyForm } from "./buy-form";
import { Facts } from "./facts";
import { GraveWarning } from "./grave-warning";
import { MoreLikeThis } from "./more-like-this";
import { productQuery, sizeShown, useLeft } from "./queries";
import { texts } from "./texts";

export default function ProductPage() {
  const { slug = "" } = useParams();
  const { data: product } = useSuspenseQuery(productQuery(slug));
  // Another product's page starts afresh.
  return <ProductView key={product.slug} product={product} />;
}

function ProductView({ product }: { product: Product }) {
  useDocumentTitle(product.name);
  const [chosen, choose] = useState<number | null>(null);
  const { left } = useLeft(product.slug);
  const variant = sizeShown(product.variants, chosen, left);
  const [first, ...others] = product.pictures;
  const heart = useHeart(product.slug);
  return (
    <>
      <div className="page pt-3 lg:pt-6">
        <Breadcrumb product={product} />
        <div className="mt-3 grid gap-x-16 gap-y-8 lg:mt-5 lg:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)] xl:gap-x-24">
          <div className="-mx-gutter grid gap-4 sm:mx-0 lg:sticky lg:top-24 lg:self-start">
            <Picture picture={first ?? null} sizes="(width < 64rem) 100vw, 46vw" eager className="sm:rounded-lg" />
            {others.map((picture) => (
              <Picture key={picture.renditions[0]?.url} picture={picture} sizes="(width < 64rem) 100vw, 46vw" className="sm:rounded-lg" />
            ))}
          </div>
          <div className="grid content-start gap-7 lg:pt-4">
            <header className="grid gap-4">
              {product.season && product.in_season && <p className="eyebrow">{texts.inSeason(seasonWords(product.season))}</p>}
              <div className="flex items-start justify-between gap-4">
                <h1 className="text-title">{product.name}</h1>
                <HeartButton name={product.name} {...heart} className="shrink-0" />
              </div>
              <p className="font-display text-heading text-ink-soft">
                {variant ? <Price value={variant.price} short /> : <Price value={product.price_from} from short />}
              </p>
              <p className="max-w-prose text-ink-soft">{product.description}</p>
            </header>
            <GraveWarning product={product} />
            <BuyForm product={product} variant={variant} onSize={choose} />
            <Facts product={product} variant={variant} />
          </div>
        </div>
      </div>
      <MoreLikeThis product={product} />
    </>
  );
}
