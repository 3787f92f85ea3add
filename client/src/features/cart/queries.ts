/** Dividing the cart between recipients; each of these is several writes, one after the other. */
import { api } from "@/lib/api/client";
import type { Cart, CartDelivery, CartLine } from "@/lib/api/types";
import { useCartWrite } from "@/lib/questions/cart";

interface Move { cart: Cart; from: CartDelivery; line: CartLine; quantity: number; to: string | null }

/** Gives a line, or some of it, to another delivery; to a new one without `to`. A delivery that is left empty goes. */
export const useMoveLine = () =>
  useCartWrite(async ({ cart, from, line, quantity, to }: Move) => {
    const target = to ?? (await newDelivery(cart));
    const after = await api.patch("/api/cart/lines/{line_id}", { path: { line_id: line.id }, body: { quantity, delivery_id: target } });
    return from.lines.length === 1 && quantity === line.quantity ? remove(from) : after;
  });

/** Gives everything of one delivery to another, and takes it out. */
export const useJoinDelivery = () =>
  useCartWrite(async ({ from, to }: { from: CartDelivery; to: CartDelivery }) => {
    for (const line of from.lines) {
      await api.patch("/api/cart/lines/{line_id}", { path: { line_id: line.id }, body: { delivery_id: to.id } });
    }
    return remove(from);
  });

const remove = ({ id }: CartDelivery) => api.del("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: id } });

/** A delivery for somebody new: an empty one forgets whom it was for, before another is made. */
async function newDelivery(cart: Cart): Promise<string> {
  const spare = cart.deliveries.find(({ lines }) => lines.length === 0);
  if (spare) {
    const forgotten = { recipient: null, card_message: "" };
    await api.patch("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: spare.id }, body: forgotten });
    return spare.id;
  }
  const { deliveries } = await api.post("/api/cart/deliveries", { body: {} });
  const made = deliveries.at(-1);
  if (!made) throw new Error("The answer has no delivery.");
  return made.id;
}
