import { queryOptions } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import { isProblem } from "@/lib/api/problem";
import type { Order } from "@/lib/api/types";

const SECONDS_BETWEEN_LOOKS = 3;
const MOST_LOOKS = 20;

export const isWaiting = (order: Order): boolean => order.status.code === "pending_payment";
export const isCancelled = (order: Order): boolean => order.status.code === "cancelled";

/** It was sold, so that its deliveries have a state worth telling; they keep their first one otherwise. */
export const wasSold = ({ status }: Order): boolean => !["pending_payment", "expired", "replaced"].includes(status.code);

/** It is ours to make, and something of it is still to pay. */
export const owes = (order: Order): boolean => order.balance_due.amount > 0 && wasSold(order) && !isCancelled(order);

/** Money of this order is with us; some of it may have gone back. */
export const isPaid = ({ payment }: Order): boolean => ["succeeded", "partly_refunded"].includes(payment.status.code);

/** Its money has not gone back yet, though it will. */
const isGoingBack = (order: Order): boolean => ["cancelled", "expired", "replaced"].includes(order.status.code) && isPaid(order);

/** Something is still to pay, and its page may have been left with the payment on its way. */
const isBeingPaid = (order: Order): boolean => owes(order) && ["open", "capturing", "unknown"].includes(order.payment.status.code);

/**
 * An order that this browser may see; null when it may not. While its payment is awaited, or its money is on the way back, it
 * is looked at again every few seconds, for a minute.
 */
export const orderQuery = (number: string) =>
  queryOptions<Order | null>({
    queryKey: ["order", number],
    queryFn: ({ signal }) =>
      mine.get("/api/orders/{number}", { path: { number }, signal }).catch((error: unknown) => {
        if (isProblem(error, "order_not_found")) return null;
        throw error;
      }),
    refetchInterval: ({ state }) => {
      const looking = [isWaiting, isGoingBack, isBeingPaid].some((each) => state.data && each(state.data)) && state.dataUpdateCount < MOST_LOOKS;
      return looking ? SECONDS_BETWEEN_LOOKS * 1000 : false;
    },
  });

/** Whether the looking has ended without news. */
export const hasWaitedLong = (looks: number): boolean => looks >= MOST_LOOKS;

/** Exchanges the secret of a letter's link for the cookie that shows the order. An unknown secret changes nothing. */
export const accessQuery = (number: string, token: string) =>
  queryOptions({
    queryKey: ["order-access", number, token],
    queryFn: async ({ client }) => {
      await mine.post("/api/orders/access", { body: { number, token } }).catch((error: unknown) => {
        if (!isProblem(error, "order_not_found", "validation")) throw error;
      });
      client.removeQueries({ queryKey: orderQuery(number).queryKey });
      return true;
    },
    gcTime: 0,
    staleTime: Infinity,
  });
