/** A promotion as the form holds it, and as it is sent. */
import { isAmount, minor, typed } from "@/admin/lib/amounts";
import type { Kind, Promotion, PromotionBody } from "./queries";

export interface Draft {
  name: string;
  byCode: boolean;
  code: string;
  kind: Kind;
  percent: string;
  amount: string;
  buy: string;
  get: string;
  minimum: string;
  products: string[];
  categories: string[];
  first_order: boolean;
  per_customer: string;
  total_limit: string;
  starts_on: string;
  ends_on: string;
  combines: boolean;
}

export function draftOf(known: Promotion | undefined, today: string, currency: string): Draft {
  if (!known) return { ...EMPTY, starts_on: today };
  const words = (n: number | null) => (n === null ? "" : String(n));
  const { name, code, kind, percent, amount, buy, get, minimum, first_order, per_customer, total_limit, starts_on, ends_on, combines } = known;
  return {
    ...{ name, kind, first_order, starts_on, combines },
    byCode: code !== null,
    code: code ?? "",
    percent: words(percent),
    amount: typed(amount?.amount ?? null, currency),
    buy: words(buy) || EMPTY.buy,
    get: words(get) || EMPTY.get,
    minimum: typed(minimum?.amount ?? null, currency),
    products: known.product_ids.map(String),
    categories: known.category_codes,
    per_customer: words(per_customer),
    total_limit: words(total_limit),
    ends_on: ends_on ?? "",
  };
}

const EMPTY: Draft = {
  name: "", byCode: true, code: "", kind: "percent", percent: "", amount: "", buy: "3", get: "1", minimum: "",
  products: [], categories: [], first_order: false, per_customer: "", total_limit: "", starts_on: "", ends_on: "", combines: false,
};

const isCount = (text: string, most = 1_000_000): boolean => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;
const isOptional = (is: (text: string) => boolean, text: string): boolean => text.trim() === "" || is(text);

export function isWhole(draft: Draft): boolean {
  const says = { percent: isCount(draft.percent, 100), amount: isAmount(draft.amount), free_delivery: true, buy_x: isCount(draft.buy) && isCount(draft.get) }[draft.kind];
  const named = draft.name.trim() !== "" && (!draft.byCode || draft.code.trim() !== "");
  const limited = isOptional(isAmount, draft.minimum) && [draft.per_customer, draft.total_limit].every((text) => isOptional(isCount, text));
  return says && named && limited && draft.starts_on !== "" && (draft.ends_on === "" || draft.ends_on >= draft.starts_on);
}

export function bodyOf(draft: Draft, currency: string, active: boolean): PromotionBody {
  const money = (text: string) => (text.trim() === "" ? null : { amount: minor(text, currency), currency });
  const count = (text: string) => (text.trim() === "" ? null : Number(text));
  const { kind } = draft;
  return {
    name: draft.name.trim(),
    code: draft.byCode ? draft.code.trim() : null,
    kind,
    percent: kind === "percent" ? Number(draft.percent) : null,
    amount: kind === "amount" ? money(draft.amount) : null,
    buy: kind === "buy_x" ? Number(draft.buy) : null,
    get: kind === "buy_x" ? Number(draft.get) : null,
    minimum: money(draft.minimum),
    product_ids: kind === "free_delivery" ? [] : draft.products.map(Number),
    category_codes: kind === "free_delivery" ? [] : draft.categories,
    first_order: draft.first_order,
    per_customer: count(draft.per_customer),
    total_limit: count(draft.total_limit),
    starts_on: draft.starts_on,
    ends_on: draft.ends_on || null,
    combines: draft.combines,
    active,
  };
}

/** Said as it is, only on or off. */
export function asIs(known: Promotion, active: boolean): PromotionBody {
  const { name, code, kind, percent, amount, buy, get, minimum, product_ids, category_codes, first_order, per_customer, total_limit, starts_on, ends_on, combines } = known;
  return { name, code, kind, percent, amount, buy, get, minimum, product_ids, category_codes, first_order, per_customer, total_limit, starts_on, ends_on, combines, active };
}
