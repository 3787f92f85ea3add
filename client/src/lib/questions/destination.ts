/** Where the flowers go, and on which day: the header's choice, kept by the server in the cart's first delivery. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DayString, DeliveryDates } from "@/lib/api/types";
import { cartQuery, firstDelivery, useChooseDestination } from "./cart";
import { datesQuery } from "./delivery";

export interface Destination {
  /** False until the cart has answered. */
  known: boolean;
  deliveryId: string | undefined;
  postcode: string | null;
  date: DayString | null;
  /** Both together, when both are chosen: what lists and products are judged by. */
  whole: { postcode: string; date: DayString } | null;
}

export function useDestination(): Destination {
  const { data: cart } = useQuery(cartQuery);
  const delivery = firstDelivery(cart);
  const { postcode = null, date = null } = delivery ?? {};
  const whole = postcode !== null && date !== null ? { postcode, date } : null;
  return { known: cart !== undefined, deliveryId: delivery?.id, postcode, date, whole };
}

/**
 * Takes a postcode, if we go there: asks for its days first, so that a place outside our zones is refused and never kept.
 * A day chosen before stays only if the van also comes to the new place then.
 */
export function useChoosePlace() {
  const client = useQueryClient();
  const { deliveryId, date } = useDestination();
  const choose = useChooseDestination();
  return useMutation({
    mutationFn: async (postcode: string): Promise<DeliveryDates> => {
      const answer = await client.query(datesQuery({ postcode: postcode.trim(), deliveryId }));
      const stays = date === null || answer.dates.some((day) => day.date === date && day.available);
      await choose.mutateAsync({ deliveryId, postcode: answer.postcode, ...(stays ? {} : { date: null }) });
      return answer;
    },
  });
}
