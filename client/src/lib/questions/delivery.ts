/** On which days, and in which windows of a day, can we deliver to a postcode. Keys start with "delivery". */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { DayString } from "@/lib/api/types";

interface Place { postcode: string; deliveryId?: string }

export const datesQuery = ({ postcode, deliveryId }: Place) =>
  queryOptions({
    queryKey: ["delivery", "dates", postcode, deliveryId ?? null],
    queryFn: ({ signal }) =>
      api.get("/api/delivery/dates", { query: { postcode, method: "van", delivery_id: deliveryId }, signal }),
    staleTime: 30_000,
  });

export const slotsQuery = ({ postcode, deliveryId, date }: Place & { date: DayString }) =>
  queryOptions({
    queryKey: ["delivery", "slots", postcode, date, deliveryId ?? null],
    queryFn: ({ signal }) =>
      api.get("/api/delivery/slots", { query: { postcode, date, method: "van", delivery_id: deliveryId }, signal }),
    staleTime: 15_000,
  });
