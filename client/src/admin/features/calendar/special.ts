/** What is said of one day, as the form holds it and as it is sent. */
import type { DayString } from "@/lib/api/types";
import type { Override, OverrideBody, Rules } from "./queries";

export interface Special { date: DayString; name: string; open: boolean; only: string[]; percent: number | string; last: string; own: boolean }

/** Which day is meant: one of which something is said already, or one to begin with. */
export type Begun = Override | Pick<Override, "date" | "name">;

export function specialOf(begun: Begun | undefined, today: DayString): Special {
  const { date = today, name = "" } = begun ?? {};
  return begun && "version" in begun ? saidOf(begun) : { date, name, open: true, only: [], percent: "", last: "", own: false };
}

function saidOf(known: Override): Special {
  const { date, name, open, product_ids, capacity_percent, last_order, own_slots } = known;
  return { date, name, open, only: (product_ids ?? []).map(String), percent: capacity_percent ?? "", last: last_order?.slice(0, 16) ?? "", own: own_slots };
}

/** A day of which something is said already is said anew; of a closed one nothing else counts. */
export function bodyOf({ date, name, open, only, percent, last, own }: Special, rules: Rules): OverrideBody & { date: DayString } {
  const there = rules.overrides.find((each) => each.date === date);
  const said = { date, version: there?.version ?? null, name, open, own_slots: open && own };
  if (!open) return said;
  return { ...said, product_ids: only.length > 0 ? only.map(Number) : null, capacity_percent: percent === "" ? null : Number(percent), last_order: last || null };
}
