/** Who orders, as the page holds it. */
import type { Customer } from "./queries";

export interface Buyer { name: string; phone: string; email: string; account_id: string | null; known: Customer | null }

export const buyerOf = (customer: Customer): Buyer => ({ name: customer.name, phone: customer.phone, email: customer.email, account_id: customer.account_id, known: customer });

/** Somebody new: what was typed is her number, her address or her name. */
export function newBuyer(words: string): Buyer {
  const blank = { name: "", phone: "", email: "", account_id: null, known: null };
  if (words.includes("@")) return { ...blank, email: words };
  return /^[\d\s()+.-]+$/.test(words) ? { ...blank, phone: words } : { ...blank, name: words };
}

export const isKnown = ({ name, phone }: Buyer): boolean => name.trim() !== "" && phone.trim() !== "";
