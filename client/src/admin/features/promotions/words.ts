/** Promotions as people say them. */
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { Choices, Promotion } from "./queries";
import { texts } from "./texts";

/** "10% off", "$15 off", "Free delivery", "Buy 3, get 1 free". */
export function gives({ kind, percent, amount, buy, get }: Promotion): string {
  switch (kind) {
    case "percent": return texts.percentOff(percent ?? 0);
    case "amount": return texts.amountOff(amount ? formatMoney(amount, { short: true }) : "");
    case "free_delivery": return texts.freeDelivery;
    case "buy_x": return texts.buyX(buy ?? 0, get ?? 0);
  }
}

/** Whom and what it is for, in few words. */
export function rulesOf(promotion: Promotion, choices: Choices): string[] {
  const { minimum, first_order, per_customer, combines } = promotion;
  const rules = [minimum && texts.from(formatMoney(minimum, { short: true })), forWhat(promotion, choices), first_order && texts.first, per_customer !== null && texts.perCustomer(per_customer), combines && texts.combinesWords];
  return rules.filter((rule): rule is string => Boolean(rule));
}

function forWhat({ product_ids, category_codes }: Promotion, { products, categories }: Choices): string | null {
  const name = (of: Choices["products"], value: string) => of.find((each) => each.value === value)?.label ?? value;
  const names = [...category_codes.map((code) => name(categories, code)), ...product_ids.map((id) => name(products, String(id)))];
  return names.length > 0 ? texts.only(names) : null;
}

export function daysOf({ starts_on, ends_on }: Promotion): string {
  return ends_on ? texts.span(formatDay(starts_on, "leaf"), formatDay(ends_on, "leaf")) : texts.since(formatDay(starts_on, "leaf"));
}

export function usesOf({ used, held, total_limit }: Promotion): string {
  const whole = total_limit === null ? texts.used(used) : texts.usedOf(used, total_limit);
  return held > 0 ? `${whole}, ${texts.held(held)}` : whole;
}
