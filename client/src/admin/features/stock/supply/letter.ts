/** An order as its supplier reads it. */
import { formatDay } from "@/lib/dates";
import type { Purchase } from "./queries";
import { texts } from "./texts";

export function letterOf({ supplier, arrives_on, lines }: Purchase, shop: string): string {
  return texts.letter(supplier.name, formatDay(arrives_on, "long"), lines.map(({ ordered, name }) => texts.letterLine(ordered, name)), shop);
}

/** A link that opens the mail program with the order in it; none without an address. */
export function mailOf(order: Purchase, shop: string): string | undefined {
  if (!order.supplier.email) return undefined;
  const subject = encodeURIComponent(texts.subject(order.id, formatDay(order.arrives_on)));
  return `mailto:${order.supplier.email}?subject=${subject}&body=${encodeURIComponent(letterOf(order, shop))}`;
}
