/** Which step comes when, and which can be entered: a step opens once those before it are done. */
import type { Buyer, Cart, CartDelivery } from "@/lib/api/types";
import type { CheckoutStep } from "@/lib/links";
import { filledDeliveries } from "@/lib/questions/cart";

export const STEPS = ["delivery", "details", "review"] as const satisfies readonly CheckoutStep[];

export type Lack = "postcode" | "slot_id" | "recipient";

/** What a delivery still lacks, in the order of the screen. */
export function lacksOf({ method, postcode, slot, slot_problem, recipient }: CartDelivery): Lack[] {
  const lacks: Lack[] = [];
  if (method === "van" && !postcode) lacks.push("postcode");
  if (!slot || slot_problem) lacks.push("slot_id");
  if (!recipient || (method === "van" && !(recipient.line1 && recipient.city))) lacks.push("recipient");
  return lacks;
}

export const isReady = (delivery: CartDelivery): boolean => lacksOf(delivery).length === 0;

/** The delivery asked for by its id, else the first that is not ready. */
export function deliveryOf(cart: Cart, asked: string | null): CartDelivery | undefined {
  const deliveries = filledDeliveries(cart);
  return deliveries.find(({ id }) => id === asked) ?? deliveries.find((each) => !isReady(each)) ?? deliveries[0];
}

/**
 * The furthest step that can be entered. A slot that was lost since does not send anybody back from the review:
 * there it is said, with other times to choose from.
 */
export function furthestStep(cart: Cart, buyer: Buyer | null): CheckoutStep {
  const chosen = filledDeliveries(cart).every((delivery) => lacksOf({ ...delivery, slot_problem: null }).length === 0);
  if (!chosen) return "delivery";
  return buyer ? "review" : "details";
}

export function stepOf(asked: string | null): CheckoutStep {
  return STEPS.find((step) => step === asked) ?? "delivery";
}
