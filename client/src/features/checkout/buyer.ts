/**
 * Who orders. Kept with the other answers while the shop is open, and never written to the browser's disk. After a look at
 * the payment page the shop starts anew: then the order that was placed last tells, which this browser may read.
 */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Buyer } from "@/lib/api/types";

const LAST_ORDER = "posy-last-order";

export const buyerQuery = queryOptions<Buyer | null>({
  queryKey: ["checkout", "buyer"],
  queryFn: async ({ signal }) => {
    const number = sessionStorage.getItem(LAST_ORDER);
    if (!number) return null;
    const order = await api.get("/api/orders/{number}", { path: { number }, signal }).catch(() => null);
    return order?.buyer ?? null;
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

/** The number alone shows nobody an order; with the order cookie it leads back to its buyer. */
export function rememberOrder(number: string): void {
  sessionStorage.setItem(LAST_ORDER, number);
}

export function useKeepBuyer(): (buyer: Buyer) => void {
  const client = useQueryClient();
  return (buyer) => client.setQueryData(buyerQuery.queryKey, buyer);
}
