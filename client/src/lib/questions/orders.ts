/** Somebody's own orders, and ordering one of them again. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Cart, CartDelivery, DayString, Missing } from "@/lib/api/types";
import { links } from "@/lib/links";
import { mine } from "@/lib/mine";
import { cartQuery, filledDeliveries } from "@/lib/questions/cart";
import { datesQuery, slotsQuery } from "@/lib/questions/delivery";

export const PAGE_SIZE = 10;

export const ordersQuery = (page = 1) =>
  queryOptions({
    queryKey: ["orders", page],
    queryFn: ({ signal }) => mine.get("/api/orders", { query: { page, page_size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });

interface Reordered { cart: Cart; missing: Missing[]; ready: boolean }

/**
 * Puts an order's flowers and people into the cart again, for the day that was chosen last, else for the first that can be
 * had, so that only paying is left; `ready` says whether every delivery has its time.
 */
function useReorder() {
  const client = useQueryClient();
  return useMutation({
    scope: { id: "cart" },
    mutationFn: async (number: string): Promise<Reordered> => {
      const wished = lastDayChosen();
      const { cart, missing } = await mine.post("/api/orders/{number}/reorder", { path: { number } });
      const after = await withTimes(cart, wished ?? null);
      const ready = missing.length === 0 && filledDeliveries(after).every(({ slot }) => slot !== null);
      return { cart: after, missing, ready };
    },
    onSuccess: ({ cart }) => client.setQueryData(cartQuery.queryKey, cart),
    onSettled: () => client.invalidateQueries({ queryKey: ["delivery"] }),
  });

  /** The one in the cart, else that of her newest order. */
  function lastDayChosen(): DayString | undefined {
    const inCart = client.getQueryData(cartQuery.queryKey)?.deliveries.find(({ date }) => date !== null)?.date;
    return inCart ?? client.getQueryData(ordersQuery().queryKey)?.items[0]?.first_day;
  }

  async function withTimes(cart: Cart, wished: DayString | null): Promise<Cart> {
    let latest = cart;
    for (const delivery of filledDeliveries(cart)) if (!delivery.slot) latest = (await take(delivery, wished)) ?? latest;
    return latest;
  }

  /** The day's first free time; no day at all is no failure: the checkout asks for one. */
  async function take({ id, method, postcode }: CartDelivery, wished: DayString | null): Promise<Cart | null> {
    const place = { postcode: postcode ?? "", deliveryId: id, method };
    try {
      const date = wished ?? (await client.query(datesQuery(place))).first_available;
      const { slots } = date ? await client.query(slotsQuery({ ...place, date })) : { slots: [] };
      const free = slots.find(({ available }) => available);
      return free ? await mine.patch("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: id }, body: { slot_id: free.id } }) : null;
    } catch {
      return null;
    }
  }
}

/** One order's "order again": straight on to paying, or to what is still to choose; what cannot be had stays to be read. */
export function useOrderAgain(number: string) {
  const navigate = useNavigate();
  const { mutate, data, isPending, error } = useReorder();
  const go = ({ missing, ready }: Reordered) => {
    if (missing.length === 0) void navigate(links.checkout(ready ? "review" : "delivery"));
  };
  return {
    busy: isPending,
    error,
    missing: data?.missing ?? [],
    somethingLeft: (data?.cart.count ?? 0) > 0,
    onPress: () => mutate(number, { onSuccess: go }),
  };
}
