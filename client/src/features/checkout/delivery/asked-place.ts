import type { CartDelivery, DeliveryDates, DeliveryDay } from "@/lib/api/types";

/** The part of the page that asks for day and time. */
export const TIME_ID = "checkout-time";

/** What days and times are asked for: the postcode counts only for the van. */
export function askedPlace({ id, method, postcode }: CartDelivery) {
  const van = method === "van";
  return { deliveryId: id, method, postcode: van ? (postcode ?? "") : "", known: !van || postcode !== null };
}

/** The delivery's day among those asked for. */
export function chosenDay({ dates }: DeliveryDates, chosen: string | null): DeliveryDay | null {
  return dates.find(({ date }) => date === chosen) ?? null;
}
