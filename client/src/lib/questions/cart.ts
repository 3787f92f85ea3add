/**
 * The cart and everything that changes it. Every write answers the whole cart, which replaces the one we hold;
 * what depends on the cart's lines and place (days, slots) is asked again.
 */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import type { Cart, CartDelivery, DeliveryChange, NewDelivery, NewLine } from "@/lib/api/types";

export const cartQuery = queryOptions({
  queryKey: ["cart"],
  queryFn: ({ signal }) => mine.get("/api/cart", { signal }),
});

/** The delivery that holds the header's choice of postcode and day. */
export function firstDelivery(cart: Cart | undefined): CartDelivery | undefined {
  return cart?.deliveries[0];
}

/** The deliveries that will be ordered; one without lines is only the header's choice. */
export const filledDeliveries = (cart: Cart): CartDelivery[] => cart.deliveries.filter(({ lines }) => lines.length > 0);

/** A write to the cart, in line with all others; features with writes of their own make them with this. */
export function useCartWrite<Input>(write: (input: Input) => Promise<Cart>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    // Writes to one cart go one after another, so that answers cannot overtake each other.
    scope: { id: "cart" },
    onSuccess: async (cart) => {
      await client.cancelQueries({ queryKey: cartQuery.queryKey });
      client.setQueryData(cartQuery.queryKey, cart);
      void client.invalidateQueries({ queryKey: ["delivery"] });
    },
    // A refusal may mean that the cart is another one by now, changed in another window.
    onError: () => client.invalidateQueries({ queryKey: cartQuery.queryKey }),
  });
}

export const useAddLine = () => useCartWrite((line: NewLine) => mine.post("/api/cart/lines", { body: line }));

export const useChangeLine = () =>
  useCartWrite(({ id, quantity }: { id: string; quantity: number }) =>
    mine.patch("/api/cart/lines/{line_id}", { path: { line_id: id }, body: { quantity } }),
  );

export const useRemoveLine = () => useCartWrite((id: string) => mine.del("/api/cart/lines/{line_id}", { path: { line_id: id } }));

export const useChangeDelivery = () =>
  useCartWrite(({ id, ...change }: DeliveryChange & { id: string }) =>
    mine.patch("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: id }, body: change }),
  );

/** Sets postcode and day on the cart's first delivery, and makes that delivery when there is none. */
export const useChooseDestination = () =>
  useCartWrite(({ deliveryId, ...choice }: NewDelivery & { deliveryId: string | undefined }) =>
    deliveryId
      ? mine.patch("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: deliveryId }, body: choice })
      : mine.post("/api/cart/deliveries", { body: choice }),
  );
