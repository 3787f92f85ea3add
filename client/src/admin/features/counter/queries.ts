/** The cart of an order that is taken on the phone or at the counter; every write answers the whole of it. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets, Posts } from "@/lib/api/endpoints";
import type { Cart, CartDelivery, DayString, DeliveryChange, DeliveryMethod, NewLine } from "@/lib/api/types";
import { mine } from "@/lib/mine";

export type Customer = Gets["/api/admin/customers"]["answer"]["items"][number];
export type OrderBody = Posts["/api/admin/orders"]["body"];
export type Placed = Posts["/api/admin/orders"]["answer"];
export type Channel = OrderBody["channel"];
export type Payment = OrderBody["payment"];

/** A cart that is in the server's hands; an empty answer of the shop's shape has no id. */
export type DeskCart = Cart & { id: string };

export type OpenCart = Pick<Gets["/api/admin/carts"]["answer"]["items"][number], "id" | "count" | "recipients">;

const OPEN = ["desk-carts"] as const;
const keyOf = (id: string) => ["desk-cart", id] as const;

/** The carts that were begun here and not placed, the newest first; there is always one. */
export const openCartsQuery = queryOptions({
  queryKey: OPEN,
  queryFn: async ({ signal, client }): Promise<OpenCart[]> => {
    const { items } = await mine.get("/api/admin/carts", { signal });
    if (items.length > 0) return items;
    const made = (await mine.post("/api/admin/carts")) as DeskCart;
    client.setQueryData(keyOf(made.id), made);
    return [{ id: made.id, count: 0, recipients: [] }];
  },
  staleTime: Infinity,
});

export const deskCartQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await mine.get("/api/admin/carts/{cart_id}", { path: { cart_id: id }, signal })) as DeskCart,
  });

/** One more, beside those that are begun. */
export function useAnother(onMade: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await mine.post("/api/admin/carts")) as DeskCart,
    onSuccess: (made) => {
      client.setQueryData(keyOf(made.id), made);
      onMade(made.id);
      return client.invalidateQueries({ queryKey: OPEN });
    },
  });
}

export const customersQuery = (words: string) =>
  queryOptions({
    queryKey: ["desk-customers", words],
    queryFn: ({ signal }) => mine.get("/api/admin/customers", { query: { q: words }, signal }),
    placeholderData: keepPreviousData,
    enabled: words.length > 1,
  });

interface Place { cartId: string; delivery: CartDelivery }
const placeKey = ({ delivery: { id, method, postcode, lines } }: Place) => [id, method, postcode, lines.map(({ variant_id, quantity }) => [variant_id, quantity])];

export const datesQuery = (place: Place) =>
  queryOptions({
    queryKey: ["desk-when", "dates", ...placeKey(place)],
    queryFn: ({ signal }) => mine.get("/api/admin/carts/{cart_id}/dates", { path: { cart_id: place.cartId }, query: asked(place), signal }),
    placeholderData: keepPreviousData,
  });

export const slotsQuery = (place: Place, date: DayString) =>
  queryOptions({
    queryKey: ["desk-when", "slots", date, ...placeKey(place)],
    queryFn: ({ signal }) => mine.get("/api/admin/carts/{cart_id}/slots", { path: { cart_id: place.cartId }, query: { ...asked(place), date }, signal }),
    placeholderData: keepPreviousData,
  });

const asked = ({ delivery: { id, method, postcode } }: Place) => ({ delivery_id: id, method, ...(postcode ? { postcode } : {}) });

/** A write to the desk's cart, in line with all others. */
function useCartWrite<Input>({ id }: DeskCart, write: (input: Input) => Promise<Cart>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    scope: { id: "desk-cart" },
    onSuccess: (cart) => {
      client.setQueryData(keyOf(id), cart);
      void client.invalidateQueries({ queryKey: ["desk-when"] });
    },
    onError: () => client.invalidateQueries({ queryKey: keyOf(id) }),
  });
}

export function useLines(cart: DeskCart) {
  const path = { cart_id: cart.id };
  return {
    add: useCartWrite(cart, (body: NewLine) => mine.post("/api/admin/carts/{cart_id}/lines", { path, body })),
    change: useCartWrite(cart, ({ line, quantity }: { line: string; quantity: number }) => mine.patch("/api/admin/carts/{cart_id}/lines/{line_id}", { path: { ...path, line_id: line }, body: { quantity } })),
    remove: useCartWrite(cart, (line: string) => mine.del("/api/admin/carts/{cart_id}/lines/{line_id}", { path: { ...path, line_id: line } })),
  };
}

interface Wish extends DeliveryChange { method?: DeliveryMethod }

/** Says something of the one delivery; makes it where there is none yet. */
export const useDelivery = (cart: DeskCart) =>
  useCartWrite(cart, (wish: Wish) => {
    const { id, deliveries } = cart;
    const [first] = deliveries;
    return first
      ? mine.patch("/api/admin/carts/{cart_id}/deliveries/{delivery_id}", { path: { cart_id: id, delivery_id: first.id }, body: wish })
      : mine.post("/api/admin/carts/{cart_id}/deliveries", { path: { cart_id: id }, body: wish });
  });

export function useCode(cart: DeskCart) {
  const path = { cart_id: cart.id };
  return {
    apply: useCartWrite(cart, (code: string) => mine.put("/api/admin/carts/{cart_id}/promotion", { path, body: { code } })),
    remove: useCartWrite<undefined>(cart, () => mine.del("/api/admin/carts/{cart_id}/promotion", { path })),
  };
}

/** Lets go of this cart; the page goes on with another one that was begun, or anew. */
export function useDiscard({ id }: DeskCart) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => mine.del("/api/admin/carts/{cart_id}", { path: { cart_id: id } }),
    onSuccess: () => client.resetQueries({ queryKey: OPEN }),
  });
}
