import { useQuery } from "@tanstack/react-query";
import { Link } from "@/ui/link";
import { links } from "@/lib/links";
import { occasionsQuery } from "@/lib/questions/catalog";
import { texts } from "./texts";

/** Every occasion in an arched window: a row to swipe on a phone, two rows on a desk. */
export function OccasionArches() {
  const { data } = useQuery(occasionsQuery);
  return (
    <section aria-labelledby="occasions" className="bg-linen py-section">
      <div className="page mb-8 grid gap-3 text-center lg:mb-12">
        <h2 id="occasions" className="text-title">
          {texts.occasions}
        </h2>
        <p className="text-ink-soft">{texts.occasionsText}</p>
      </div>
      <ul className="page no-scrollbar flex min-h-72 snap-x scroll-px-gutter gap-4 overflow-x-auto pb-2 lg:flex-wrap lg:justify-center lg:gap-x-6 lg:gap-y-10 lg:overflow-visible">
        {data?.items.map(({ slug, name, count, image_url }) => (
          <li key={slug} className="w-40 shrink-0 snap-start lg:w-[calc((100%-7.5rem)/6)]">
            <Link to={links.flowers({ occasion: [slug] })} className="group grid gap-3 text-center">
              <span className="block overflow-hidden rounded-t-arch bg-clay">
                {image_url && (
                  <img
                    src={image_url}
                    alt=""
                    width={480}
                    height={600}
                    loading="lazy"
                    decoding="async"
                    className="aspect-4/5 w-full object-cover transition-transform duration-500 ease-out group-hover:scale-105"
                  />
                )}
              </span>
              <span className="font-display text-lg leading-snug decoration-petal-deep decoration-1 underline-offset-4 group-hover:underline">
                {name}
              </span>
              <span className="-mt-2 text-xs text-ink-soft">{texts.ways(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
