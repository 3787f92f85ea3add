import { clsx } from "clsx";
import type { DayString, ProductList, ProductSummary } from "@/lib/api/types";
import { useHeart } from "@/lib/questions/favorites";
import { useLeftWords } from "@/ui/left";
import { ProductCard } from "@/ui/product-card";
import { Skeleton } from "@/ui/spinner";
import { texts } from "./texts";

const GRID = "grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 lg:gap-x-8 lg:gap-y-12";
const FIRST_SIGHT = 2;

interface Props { list: ProductList; day: DayString | null; waiting: boolean }

/** The flowers. While others are fetched the old ones stay, a little faded, and say nothing of a day that may be another. */
export function Results({ list, day, waiting }: Props) {
  const leftWords = useLeftWords(waiting ? null : day);
  return (
    <ul aria-label={texts.results} aria-busy={waiting} className={clsx(GRID, "transition-opacity", waiting && "opacity-50")}>
      {list.items.map((product, index) => (
        <li key={product.slug}>
          <Flower product={product} eager={index < FIRST_SIGHT} note={leftWords(product.left)} />
        </li>
      ))}
    </ul>
  );
}

interface FlowerProps { product: ProductSummary; eager: boolean; note: string | null }

function Flower({ product, eager, note }: FlowerProps) {
  const heart = useHeart(product.slug);
  return <ProductCard product={product} level={2} eager={eager} heart={heart} note={note} sizes="(width < 48rem) 46vw, (width < 64rem) 30vw, 24vw" />;
}

export function ResultsWaiting() {
  return (
    <div className={GRID}>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index}>
          <Skeleton className="aspect-4/5 rounded-lg" />
          <div className="h-26" />
        </div>
      ))}
    </div>
  );
}
