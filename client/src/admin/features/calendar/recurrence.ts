/** How a blackout recurs, as the form asks it and as RFC 5545 writes it. What the form cannot ask is kept as it is written. */
import type { DayString } from "@/lib/api/types";

export type Every = "" | "WEEKLY" | "MONTHLY" | "YEARLY" | "other";
export interface Repeat { every: Every; until: DayString; rule: string }

const ASKED = /^FREQ=(WEEKLY|MONTHLY|YEARLY);UNTIL=(\d{4})(\d{2})(\d{2})$/;

export function repeatOf(rule: string): Repeat {
  const [, every, year, month, day] = ASKED.exec(rule) ?? [];
  if (!rule) return { every: "", until: "", rule };
  return every ? { every: every as Every, until: `${year}-${month}-${day}`, rule } : { every: "other", until: "", rule };
}

export function ruleOf({ every, until, rule }: Repeat): string {
  if (every === "other") return rule;
  return every && `FREQ=${every};UNTIL=${until.replaceAll("-", "")}`;
}
