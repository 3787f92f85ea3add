/** Money as a person reads it, from integer minor units. The server computes every amount; here they are only written. */
import type { Money } from "@/lib/api/types";
import { LOCALE } from "@/lib/locale";

/** "$45" for whole amounts where `short`, else "$45.00". Currencies without minor units (JPY) are respected. */
export function formatMoney({ amount, currency }: Money, { short = false } = {}): string {
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    trailingZeroDisplay: short ? "stripIfInteger" : "auto",
  });
  return format.format(amount / minorUnits(currency));
}

/** How many minor units make one: 100 for USD, 1 for JPY. */
export function minorUnits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat(LOCALE, { style: "currency", currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}
