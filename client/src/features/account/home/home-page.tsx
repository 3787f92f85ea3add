import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { links } from "@/lib/links";
import { favoritesQuery } from "@/lib/questions/favorites";
import { meQuery } from "@/lib/questions/me";
import { ordersQuery } from "@/lib/questions/orders";
import { shopQuery } from "@/lib/questions/shop";
import { LinkButton } from "@/ui/button";
import { Link } from "@/ui/link";
import { Picture } from "@/ui/picture";
import { DayLeaf, DayWords } from "../dates/next-day";
import { dateTexts } from "../more-texts";
import { OrderRow } from "../orders/order-row";
import { Page } from "../page";
import { keyDatesQuery } from "../queries";
import { homeTexts as texts } from "../texts";

const DATES_SHOWN = 3;
const FAVORITES_SHOWN = 4;

/** What is going on: the last order, the days that come, what she likes. */
export default function HomePage() {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Page title={texts.hello(me?.name.split(" ")[0] ?? "")}>
      <LastOrder />
      <ComingUp />
      <FavoriteRow />
    </Page>
  );
}

function LastOrder() {
  const { data: list } = useSuspenseQuery(ordersQuery());
  const { data: shop } = useSuspenseQuery(shopQuery);
  const [last] = list.items;
  if (!last) {
    return (
      <section className="on-green grid justify-items-start gap-3 rounded-lg bg-green-deep px-6 py-10 text-on-green sm:px-10">
        <h2 className="text-heading">{texts.firstTitle}</h2>
        <p className="max-w-prose">{texts.firstText}</p>
        <LinkButton to={links.flowers()} kind="petal" className="mt-2">
          {texts.seeFlowers}
        </LinkButton>
      </section>
    );
  }
  return (
    <Section title={texts.lastOrder} more={list.total > 1 && { to: links.account("orders"), label: texts.allOrders }}>
      <OrderRow order={last} timeZone={shop.time_zone} />
    </Section>
  );
}

function ComingUp() {
  const { data } = useSuspenseQuery(keyDatesQuery);
  const dates = data.items.slice(0, DATES_SHOWN);
  const to = links.account("key-dates");
  return (
    <Section title={texts.nextDates} more={{ to, label: dates.length > 0 ? texts.allDates : texts.addDate }}>
      {dates.length === 0 ? (
        <p className="text-ink-soft">{texts.noDates}</p>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {dates.map(({ id, person, occasion, next_date }) => (
            <li key={id} className="flex items-center gap-4">
              <DayLeaf day={next_date} />
              <p>
                <span className="block font-display text-lg leading-snug">{dateTexts.who(person, occasion)}</span>
                <span className="text-sm text-ink-soft">
                  <DayWords day={next_date} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function FavoriteRow() {
  const { data } = useSuspenseQuery(favoritesQuery);
  if (data.products.length === 0) return null;
  return (
    <Section title={texts.favorites} more={{ to: links.account("favorites"), label: texts.allFavorites }}>
      <ul className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {data.products.slice(0, FAVORITES_SHOWN).map(({ slug, name, picture }) => (
          <li key={slug}>
            <Link to={links.product(slug)} className="group grid gap-2">
              <span className="overflow-hidden rounded-md bg-linen">
                <Picture picture={picture} sizes="(width < 40rem) 46vw, 16vw" alt="" />
              </span>
              <span className="text-sm leading-snug group-hover:underline">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, more, children }: { title: string; more?: { to: string; label: string } | false; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-heading">{title}</h2>
        {more && (
          <Link to={more.to} className="link inline-flex min-h-11 items-center text-sm font-medium text-green">
            {more.label}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
