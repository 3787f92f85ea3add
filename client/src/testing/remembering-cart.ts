/** A cart that remembers what is written to its first delivery, for tests that walk through several writes. */
import { http, HttpResponse } from "msw";
import type { Cart, CartDelivery, DeliveryChange } from "@/lib/api/types";
import { deliverySlots } from "./fixtures/delivery";
import { server } from "./server";

export function rememberingCart(initial: Cart) {
  let cart = initial;
  const changes: DeliveryChange[] = [];
  const write = ({ slot_id, ...change }: DeliveryChange) => {
    const [first, ...others] = cart.deliveries;
    if (!first) return;
    const slot = deliverySlots.slots.find(({ id }) => id === slot_id) ?? first.slot;
    const after: CartDelivery = { ...first, ...(change as Partial<CartDelivery>), slot, date: slot_id ? (slot?.date ?? null) : (change.date ?? first.date) };
    cart = { ...cart, deliveries: [after, ...others] };
  };
  server.use(
    http.get("/api/cart", () => HttpResponse.json(cart)),
    http.patch("/api/cart/deliveries/:id", async ({ request }) => {
      const change = (await request.json()) as DeliveryChange;
      changes.push(change);
      write(change);
      return HttpResponse.json(cart);
    }),
  );
  return { changes, set: (next: Cart) => (cart = next) };
}
