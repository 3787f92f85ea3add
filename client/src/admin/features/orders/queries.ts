/** Orders of a day, one order, and the hours that a delivery could have: asked again while somebody looks. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Gets } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";

export type OrderRows = Gets["/api/admin/orders"]["answer"];
export type OrderRow = OrderRows["items"][number];
export type DeskOrder = Gets["/api/admin/orders/{number}"]["answer"];
export type DeskDelivery = DeskOrder["deliveries"][number];
export type DeskLine = DeskDelivery["lines"][number];
type NewSlots = Gets["/api/admin/deliveries/{delivery_id}/slots"]["answer"];
export type NewSlot = NewSlots["slots"][number];
export type OrderSearch = NonNullable<Gets["/api/admin/orders"]["query"]>;

const EVERY_MS = 15_000;

export const ordersQuery = (search: OrderSearch) =>
  queryOptions({
    queryKey: ["desk-orders", search],
    queryFn: ({ signal }) => mine.get("/api/admin/orders", { query: search, signal }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });

export const orderQuery = (number: string) =>
  queryOptions({
    queryKey: ["desk-order", number],
    queryFn: ({ signal }) => mine.get("/api/admin/orders/{number}", { path: { number }, signal }),
    refetchInterval: EVERY_MS,
  });

export const slotsQuery = (deliveryId: string, date: DayString) =>
  queryOptions({
    queryKey: ["desk-slots", deliveryId, date],
    queryFn: ({ signal }) =>
      mine.get("/api/admin/deliveries/{delivery_id}/slots", { path: { delivery_id: deliveryId }, query: { date }, signal }),
    staleTime: 0,
  });
