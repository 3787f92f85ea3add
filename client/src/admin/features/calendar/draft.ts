/** A blackout while it is written: what the form holds, and what it sends. */
import type { Blackout, BlackoutBody, Rules } from "./queries";
import { repeatOf, ruleOf, type Repeat } from "./recurrence";

export type Scope = "shop" | "zone" | "category" | "product";
export interface Draft { first: string; last: string; scope: Scope; named: string | null; reason: string; repeat: Repeat }

export function draftOf(known: Blackout | undefined, today: string): Draft {
  const { first = today, last = today, reason = "", rule = "" } = known ?? {};
  return { first, last, reason, repeat: repeatOf(rule), ...scopeOf(known) };
}

export function bodyOf({ first, last, scope, named, reason, repeat }: Draft): BlackoutBody {
  return { first, last, reason, rule: ruleOf(repeat), ...(scope !== "shop" && { [`${scope}_id`]: Number(named) }) };
}

export function isReady({ first, last, scope, named, reason, repeat }: Draft): boolean {
  const ends = repeat.every === "" || (repeat.every === "other" ? repeat.rule !== "" : repeat.until !== "");
  const namesOne = scope === "shop" || named !== null;
  return reason.trim() !== "" && first <= last && namesOne && ends;
}

export function choices(rules: Rules, scope: Exclude<Scope, "shop">): { value: string; label: string }[] {
  const lists = { zone: rules.zones, category: rules.categories, product: rules.products };
  return lists[scope].map(({ id, name }) => ({ value: String(id), label: name }));
}

function scopeOf(known?: Blackout): Pick<Draft, "scope" | "named"> {
  const ids = { zone: known?.zone_id, category: known?.category_id, product: known?.product_id };
  for (const scope of ["zone", "category", "product"] as const) {
    if (ids[scope]) return { scope, named: String(ids[scope]) };
  }
  return { scope: "shop", named: null };
}
