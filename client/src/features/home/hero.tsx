import { useQuery } from "@tanstack/react-query";
import { shopQuery } from "@/lib/questions/shop";
import { texts } from "./texts";
import { WhereAndWhen } from "./where-and-when";

/** Flowers first, then one sentence, then the one early question. */
export function Hero() {
  const { data: shop } = useQuery(shopQuery);
  return (
    <section className="lg:grid lg:min-h-[min(46rem,100svh-9rem)] lg:grid-cols-[minmax(0,1fr)_minmax(0,1.18fr)]">
      <img
        src="/pictures/hero-1600.webp"
        srcSet="/pictures/hero-800.webp 800w, /pictures/hero-1600.webp 1600w"
        sizes="(width < 64rem) 100vw, 80vw"
        width={1600}
        height={1000}
        alt={texts.heroAlt}
        fetchPriority="high"
        decoding="sync"
        className="aspect-5/4 w-full bg-clay object-cover sm:aspect-16/10 lg:order-last lg:aspect-auto lg:h-full lg:rounded-tl-[18rem]"
      />
      <div className="grid content-center gap-7 px-gutter pt-9 lg:gap-9 lg:py-12 lg:pl-[max(var(--spacing-gutter),calc((100vw-84rem)/2+var(--spacing-gutter)))]">
        <div className="grid gap-5 lg:gap-6">
          <p className="eyebrow min-h-[1.4em]">{shop && <span className="appear">{texts.from(shop.address.city)}</span>}</p>
          <h1 className="text-display">{texts.title}</h1>
          <p className="max-w-md text-lg text-ink-soft">{texts.lead}</p>
        </div>
        <WhereAndWhen />
      </div>
    </section>
  );
}
