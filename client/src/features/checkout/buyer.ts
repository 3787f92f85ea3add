/**
 * Who orders: whoever is logged in, as her account says. Kept with the other answers while the shop is open, and never written
 * to the browser's disk. After a look at the payment page the shop starts anew: then the order that was placed last tells, which
 * this browser may read.
 */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import type { Buyer, Order, PaymentMethod, Substitution } from "@/lib/api/types";
import { meQuery } from "@/lib/questions/me";
import { shopQuery } from "@/lib/questions/shop";
import { offeredMethod } from "@/ui/payment-choice";

const LAST_ORDER = "posy-last-order";

export const buyerQuery = queryOptions<Buyer | null>({
  queryKey: ["checkout", "buyer"],
  queryFn: async ({ signal, client }) => {
    const me = await client.query(meQuery);
    if (me?.phone) return { name: me.name, email: me.email, phone: me.phone };
    return (await lastOrder(signal))?.buyer ?? null;
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

/** What she wants where a flower is not good enough: her last word here, else that of the order that was placed last. */
export const substitutionQuery = queryOptions<Substitution>({
  queryKey: ["checkout", "substitution"],
  queryFn: async ({ signal }) => ((await lastOrder(signal))?.substitution as Substitution | undefined) ?? "match_color",
  staleTime: Infinity,
  gcTime: Infinity,
});

/** How she pays: her last word here, else as the order that was placed last. */
export const paymentQuery = queryOptions<PaymentMethod>({
  queryKey: ["checkout", "payment"],
  queryFn: async ({ signal, client }) => {
    const { payment_methods } = await client.query(shopQuery);
    return offeredMethod(payment_methods, (await lastOrder(signal))?.payment.method);
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

async function lastOrder(signal: AbortSignal): Promise<Order | null> {
  const number = sessionStorage.getItem(LAST_ORDER);
  return number ? mine.get("/api/orders/{number}", { path: { number }, signal }).catch(() => null) : null;
}

/** The number alone shows nobody an order; with the order cookie it leads back to its buyer. */
export function rememberOrder(number: string): void {
  sessionStorage.setItem(LAST_ORDER, number);
}

export function useKeepPayment(): (method: PaymentMethod) => void {
  const client = useQueryClient();
  return (method) => client.setQueryData(paymentQuery.queryKey, method);
}

export function useKeepSubstitution(): (choice: Substitution) => void {
  const client = useQueryClient();
  return (choice) => client.setQueryData(substitutionQuery.queryKey, choice);
}

export function useKeepBuyer(): (buyer: Buyer) => void {
  const client = useQueryClient();
  return (buyer) => client.setQueryData(buyerQuery.queryKey, buyer);
}
