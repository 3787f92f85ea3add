import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Shop } from "@/lib/api/types";
import { shopQuery } from "@/lib/questions/shop";
import { Blossom } from "@/ui/blossom";
import { Link } from "@/ui/link";
import { links } from "@/lib/links";
import { dialOf } from "@/lib/phone";
import { texts } from "./texts";

/** Who we are and how to reach us, from the shop's own settings. */
export default function Footer() {
  const { data: shop } = useQuery(shopQuery);
  return (
    <footer className="on-green relative mt-section overflow-hidden bg-green-deep text-on-green">
      <Blossom className="absolute -right-20 -bottom-24 size-96 text-green [&_circle]:fill-green-deep" />
      <div className="page relative grid min-h-80 gap-12 py-14 lg:grid-cols-[1.4fr_2fr] lg:py-20">
        <p className="max-w-md font-display text-title text-balance">{texts.closing}</p>
        {shop && <Details shop={shop} />}
      </div>
      <div className="page relative flex flex-wrap items-center justify-between gap-x-8 gap-y-2 pb-8 text-xs text-petal-wash">
        <p>{texts.signature(new Date().getFullYear(), shop?.name ?? "Posy")}</p>
        <Link to={links.flowers()} className="link flex min-h-11 items-center">
          {texts.allFlowers}
        </Link>
      </div>
    </footer>
  );
}

function Details({ shop }: { shop: Shop }) {
  const { line1, city, region, postcode } = shop.address;
  return (
    <div className="appear grid gap-8 text-sm sm:grid-cols-3">
      <Column title={texts.visit}>
        <address className="not-italic">
          {shop.name}
          <br />
          {line1}
          <br />
          {city}, {region} {postcode}
        </address>
      </Column>
      <Column title={texts.hours}>
        <ul>
          {shop.opening_hours.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Column>
      <Column title={texts.talk}>
        <a href={dialOf(shop.phone)} className="link flex min-h-11 items-center sm:min-h-8">
          {shop.phone}
        </a>
        <a href={`mailto:${shop.email}`} className="link flex min-h-11 items-center break-all sm:min-h-8">
          {shop.email}
        </a>
      </Column>
    </div>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-3">
      <h2 className="font-sans text-xs font-medium tracking-[0.09em] text-petal uppercase">{title}</h2>
      <div className="leading-7">{children}</div>
    </div>
  );
}
