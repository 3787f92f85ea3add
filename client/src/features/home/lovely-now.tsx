import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DayString, ProductSummary } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { productsQuery } from "@/lib/questions/catalog";
import { useHeart } from "@/lib/questions/favorites";
import { useDestination } from "@/lib/questions/destination";
import { LinkButton } from "@/ui/button";
import { useLeftWords } from "@/ui/left";
import { ProductCard } from "@/ui/product-card";
import { Skeleton } from "@/ui/spinner";
import { texts } from "./texts";

const SHOWN = 5;
// A little more than is shown, so that what is out of season can step aside.
const ASKED = 8;
const LEADING = "col-span-2 lg:row-span-2";

/** One large, four beside it: in season, and possible on the day chosen. Away when the shop has nothing to say. */
export function LovelyNow() {
  const { known, whole } = useDestination();
  const day = whole ? { delivery_date: whole.date, postcode: whole.postcode } : {};
  const { data, isError, isPlaceholderData } = useQuery({
    ...productsQuery({ ...day, page_size: ASKED }),
    enabled: known,
    placeholderData: keepPreviousData,
  });
  const products = data?.items.filter(({ in_season: now }) => now).slice(0, SHOWN);
  if (isError || products?.length === 0) return null;
  return (
    <section aria-labelledby="lovely" className="page grid gap-y-8 py-section lg:grid-cols-[1fr_auto] lg:gap-y-12">
      <div className="grid gap-3">
        <h2 id="lovely" className="text-title">
          {whole ? texts.lovelyOn(formatDay(whole.date, "weekday")) : texts.lovelyToday}
        </h2>
        <p className="max-w-md text-ink-soft">
          {whole ? texts.lovelyOnText(formatDay(whole.date, "day-month"), whole.postcode) : texts.lovelyText}
        </p>
      </div>
      <ul className="col-span-full grid grid-cols-2 gap-x-4 gap-y-9 lg:grid-cols-4 lg:gap-x-7 lg:gap-y-11">
        {products ? <Places products={products} of={isPlaceholderData ? null : whole} /> : <Waiting />}
      </ul>
      {/* Ends the list on a phone, stands beside its heading on a desk. */}
      <LinkButton to={links.flowers()} kind="quiet" className="justify-self-center lg:col-start-2 lg:row-start-1 lg:self-end">
        {texts.seeAll}
      </LinkButton>
    </section>
  );
}

/** `of` is the day and place that the products were asked for. */
function Places({ products, of }: { products: readonly ProductSummary[]; of: { date: DayString } | null }) {
  const leftWords = useLeftWords(of && of.date);
  return products.map((product, index) => <Place key={product.slug} product={product} leading={index === 0} note={leftWords(product.left)} />);
}

function Place({ product, leading, note }: { product: ProductSummary; leading: boolean; note: string | null }) {
  const heart = useHeart(product.slug);
  return (
    <li className={leading ? LEADING : undefined}>
      <ProductCard
        product={product}
        leading={leading}
        heart={heart}
        note={note}
        sizes={leading ? "(width < 64rem) 100vw, 44vw" : "(width < 64rem) 50vw, 22vw"}
        className="h-full"
      />
    </li>
  );
}

function Waiting() {
  return Array.from({ length: SHOWN }, (_, index) => (
    <li key={index} className={index === 0 ? LEADING : undefined}>
      <Skeleton className="aspect-4/5 rounded-lg" />
      <div className="h-28" />
    </li>
  ));
}
