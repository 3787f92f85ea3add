/** The catalog's filters live in the address: read from it, and written back as the next address. */
import type { DayString, FacetValue, Facets, ProductFilters, ProductSort } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { links } from "@/lib/links";
import { texts } from "./texts";

export const GROUPS = ["category", "occasion", "color"] as const;
export type Group = (typeof GROUPS)[number];
const SORTS: readonly ProductSort[] = ["featured", "price", "-price", "name", "newest"];

/** What the address says; `everyDay` sets the chosen day aside. */
export interface Chosen {
  category: string[];
  occasion: string[];
  color: string[];
  q: string;
  sort: ProductSort;
  page: number;
  price_min: number | undefined;
  price_max: number | undefined;
  everyDay: boolean;
}

const whole = (given: string | null): number | undefined =>
  given !== null && /^\d{1,8}$/.test(given) ? Number(given) : undefined;

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function read(params: URLSearchParams): Chosen {
  const values = (group: Group) => [...new Set(params.getAll(group).filter(Boolean))];
  const least = whole(params.get("price_min"));
  const most = whole(params.get("price_max"));
  const crossed = least !== undefined && most !== undefined && least > most;
  return {
    category: values("category"),
    occasion: values("occasion"),
    color: values("color"),
    q: (params.get("q") ?? "").slice(0, 100),
    sort: SORTS.find((sort) => sort === params.get("sort")) ?? "featured",
    page: Math.max(1, whole(params.get("page")) ?? 1),
    price_min: crossed ? most : least,
    price_max: crossed ? least : most,
    everyDay: params.get("day") === "any",
  };
}

/** The address of these filters; what is usual is not written. */
export function write({ everyDay, sort, page, ...filters }: Chosen): string {
  const address = links.flowers({
    ...filters,
    sort: sort === "featured" ? undefined : sort,
    page: page === 1 ? undefined : page,
  });
  if (!everyDay) return address;
  return `${address}${address.includes("?") ? "&" : "?"}day=any`;
}

/** What the server is asked, with the day that the flowers are for. */
export function question(chosen: Chosen, day: { date: DayString; postcode: string } | null): ProductFilters {
  const { everyDay, ...filters } = chosen;
  return day && !everyDay ? { ...filters, delivery_date: day.date, postcode: day.postcode } : filters;
}

export function toggled(chosen: Chosen, group: Group, value: string): Chosen {
  const before = chosen[group];
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  return { ...chosen, [group]: after, page: 1 };
}

/** Everything off; the order of the list and the wish to see every day stay. */
export function cleared({ sort, everyDay }: Chosen): Chosen {
  return { ...read(new URLSearchParams()), sort, everyDay };
}

export interface Active { key: string; label: string; without: Chosen }

/** A value's name as the shop writes it; one that no flower here has gets its slug in words. */
export function nameOf(facets: Facets | undefined, group: Group, value: string): string {
  const known: FacetValue | undefined = facets?.[group].find((facet) => facet.value === value);
  return known?.label ?? (value.charAt(0).toUpperCase() + value.slice(1)).replaceAll("-", " ");
}

/** Each filter that is on, with the filters that are left without it. */
export function active(chosen: Chosen, facets: Facets | undefined, currency: string): Active[] {
  const list: Active[] = GROUPS.flatMap((group) =>
    chosen[group].map((value) => ({ key: `${group}=${value}`, label: nameOf(facets, group, value), without: toggled(chosen, group, value) })),
  );
  if (chosen.q) list.unshift({ key: "q", label: texts.quoted(chosen.q), without: { ...chosen, q: "", page: 1 } });
  const money = (amount: number | undefined) => (amount === undefined ? null : formatMoney({ amount, currency }, { short: true }));
  const price = texts.priceRange(money(chosen.price_min), money(chosen.price_max));
  if (price) list.push({ key: "price", label: price, without: { ...chosen, price_min: undefined, price_max: undefined, page: 1 } });
  return list;
}
