import { clsx } from "clsx";
import { Link } from "./link";
import type { ProductSummary } from "@/lib/api/types";
import { links } from "@/lib/links";
import { monthName, seasonWords } from "@/lib/season";
import { HeartButton } from "./heart-button";
import { Picture } from "./picture";
import { Price } from "./price";
import { texts } from "./texts";

interface Props {
  product: ProductSummary;
  /** As the `sizes` attribute says it. */
  sizes: string;
  level?: 2 | 3;
  /** The first pictures of a page load at once. */
  eager?: boolean;
  /** Fills its place and speaks louder: the one that a list begins with. */
  leading?: boolean;
  /** Whether it is a favorite; without it there is no heart. */
  heart?: { kept: boolean; onPress: () => void };
  /** Said quietly under the price: how few are left. */
  note?: string | null;
  className?: string;
}

/** A product in a list: the whole card is one link, its picture first; only the heart upon it is another thing to press. */
export function ProductCard({ product, sizes, level = 3, eager = false, leading = false, heart, note, className }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <article className={clsx("group relative flex flex-col", className)}>
      <div className={clsx("relative overflow-hidden rounded-lg bg-linen", leading && "lg:grow")}>
        <Picture
          picture={product.picture}
          sizes={sizes}
          eager={eager}
          alt=""
          className={clsx(
            "transition-transform duration-500 ease-out group-hover:scale-[1.03]",
            leading && "lg:absolute lg:inset-0 lg:aspect-auto lg:h-full",
          )}
        />
      </div>
      <Heading className={clsx("mt-4 leading-snug", leading ? "text-heading" : "text-lg")}>
        <Link
          to={links.product(product.slug)}
          className="decoration-petal-deep decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-green"
        >
          {product.name}
        </Link>
      </Heading>
      <p className="mt-1 line-clamp-2 text-sm text-ink-soft">{product.summary}</p>
      <p className="mt-1.5 text-sm">
        <Price value={product.price_from} from short />
      </p>
      {note && <p className="mt-1 text-xs font-medium text-petal-deep">{note}</p>}
      <Season product={product} />
      {heart && <HeartButton name={product.name} {...heart} className="absolute top-2 right-2 z-10" />}
    </article>
  );
}

function Season({ product: { season, in_season: now } }: Pick<Props, "product">) {
  if (!season) return null;
  return (
    <p className="mt-1 text-xs font-medium text-petal-deep">{now ? texts.onlyIn(seasonWords(season)) : texts.backIn(monthName(season.from_month))}</p>
  );
}
