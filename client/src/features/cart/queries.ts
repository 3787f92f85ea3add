/** Dividing the cart between recipients; each of these is one request, which does all of it or nothing. */
import { mine } from "@/lib/mine";
import type { CartDelivery, CartLine } from "@/lib/api/types";
import { useCartWrite } from "@/lib/questions/cart";

interface Move { line: CartLine; quantity: number; to: string | null }

/** Gives a line, or some of it, to another delivery; to somebody new without `to`. A delivery that is left empty goes. */
export const useMoveLine = () =>
  useCartWrite(({ line, quantity, to }: Move) =>
    to === null
      ? mine.post("/api/cart/deliveries", { body: { lines: [{ line_id: line.id, quantity }] } })
      : mine.patch("/api/cart/lines/{line_id}", { path: { line_id: line.id }, body: { quantity, delivery_id: to } }),
  );

/** Gives everything of one delivery to another, and takes it out. */
export const useJoinDelivery = () =>
  useCartWrite(({ from, to }: { from: CartDelivery; to: CartDelivery }) =>
    mine.del("/api/cart/deliveries/{delivery_id}", { path: { delivery_id: from.id }, query: { lines_to: to.id } }),
  );
