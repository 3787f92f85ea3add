import type { ProductSort } from "@/lib/api/types";
import { plural } from "@/lib/plural";

const SORTS: Record<ProductSort, string> = {
  featured: "Our favorites",
  price: "Price, low to high",
  "-price": "Price, high to low",
  name: "Name",
  newest: "Newest",
};

const ways = (n: number) => plural(n, { one: "# way to say it", other: "# ways to say it" });

export const texts = {
  title: "All flowers",
  found: (q: string) => `Flowers for “${q}”`,
  quoted: (q: string) => `“${q}”`,
  count: (n: number) => (n === 0 ? "Nothing found" : ways(n)),
  countFor: (n: number, day: string, postcode: string) =>
    n === 0 ? `Nothing found for ${day} to ${postcode}` : `${ways(n)}, possible for ${day} to ${postcode}`,
  loading: "Gathering flowers",
  everyDay: "See every day",
  onlyDay: (day: string) => `Only what is possible on ${day}`,
  askDay: "Choose day and place, and see only what can be there.",
  askDayAction: "Choose",
  filters: "Filters",
  filtersOn: (n: number) => (n === 0 ? "Filters" : `Filters (${n})`),
  active: "Chosen filters",
  clear: "Clear all",
  show: (n: number) => plural(n, { one: "Show # result", other: "Show # results" }),
  sort: "Sort by",
  sorts: SORTS,
  groups: { category: "Kind", occasion: "Occasion", color: "Color" },
  price: "Price",
  priceLeast: (symbol: string) => `From (${symbol})`,
  priceMost: (symbol: string) => `To (${symbol})`,
  priceApply: "Set price",
  priceRange: (least: string | null, most: string | null) => {
    if (least && most) return `${least} to ${most}`;
    if (least) return `From ${least}`;
    return most ? `Up to ${most}` : null;
  },
  results: "Flowers",
  pages: "Pages",
  page: (n: number) => `Page ${n}`,
  pageOf: (n: number, all: number) => `Page ${n} of ${all}`,
  previous: "Previous",
  next: "Next",
  emptyTitle: "Nothing blooms quite like that",
  emptyText: "Take a filter off, or start again from everything we have.",
  emptyDayTitle: (day: string) => `Nothing like that on ${day}`,
  emptyDayText: "Another day may have it, or fewer filters.",
  emptySearch: (q: string) => `We found nothing for “${q}”. A flower, a color or an occasion works best.`,
  didYouMean: "Did you mean",
  startAgain: "See all flowers",
  otherDay: "Choose another day",
};
