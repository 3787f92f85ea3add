/** On which days, and in which windows of a day, can we bring flowers somewhere. Keys start with "delivery". */
import { queryOptions } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import type { DayString, DeliveryMethod } from "@/lib/api/types";

/** Collection asks for no postcode. */
interface Place { postcode: string; deliveryId?: string; method?: DeliveryMethod }

export const datesQuery = ({ postcode, deliveryId, method = "van" }: Place) =>
  queryOptions({
    queryKey: ["delivery", "dates", method, postcode, deliveryId ?? null],
    queryFn: ({ signal }) => mine.get("/api/delivery/dates", { query: { postcode, method, delivery_id: deliveryId }, signal }),
    staleTime: 30_000,
  });

export const slotsQuery = ({ postcode, deliveryId, method = "van", date }: Place & { date: DayString }) =>
  queryOptions({
    queryKey: ["delivery", "slots", method, postcode, date, deliveryId ?? null],
    queryFn: ({ signal }) =>
      mine.get("/api/delivery/slots", { query: { postcode, date, method, delivery_id: deliveryId }, signal }),
    staleTime: 15_000,
  });
