/** Orders of a day, one order, and the hours that a delivery could have: asked again while somebody looks. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Gets, Posts } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";

export type OrderRows = Gets["/api/admin/orders"]["answer"];
export type OrderRow = OrderRows["items"][number];
export type DeskOrder = Gets["/api/admin/orders/{number}"]["answer"];
export type DeskDelivery = DeskOrder["deliveries"][number];
export type DeskLine = DeskDelivery["lines"][number];
type NewSlots = Gets["/api/admin/deliveries/{delivery_id}/slots"]["answer"];
export type NewSlot = NewSlots["slots"][number];
export type Verdict = Posts["/api/admin/deliveries/{delivery_id}/substitution/check"]["answer"];
export type TakenStem = Gets["/api/admin/deliveries/{delivery_id}/substitution"]["answer"]["takes"][number];
export type ShelfStem = Gets["/api/admin/stock"]["answer"]["stems"][number];
type WishBody = Posts["/api/admin/deliveries/{delivery_id}/substitution/check"]["body"];
export type Exchange = WishBody["swaps"][number];
export type How = WishBody["how"];
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

/** With a postcode those of that place, for a delivery that is to go elsewhere. */
export const slotsQuery = (deliveryId: string, date: DayString, postcode?: string) =>
  queryOptions({
    queryKey: ["desk-slots", deliveryId, date, postcode ?? ""],
    queryFn: ({ signal }) =>
      mine.get("/api/admin/deliveries/{delivery_id}/slots", { path: { delivery_id: deliveryId }, query: { date, postcode }, signal }),
    staleTime: 0,
  });

/** What a delivery takes now, and what its buyer chose. */
export const consentQuery = (deliveryId: string) =>
  queryOptions({
    queryKey: ["desk-consent", deliveryId],
    queryFn: ({ signal }) => mine.get("/api/admin/deliveries/{delivery_id}/substitution", { path: { delivery_id: deliveryId }, signal }),
    staleTime: 0,
  });

/** What would be done with these stems; nothing is. */
export const verdictQuery = (deliveryId: string, swaps: Exchange[], how: How) =>
  queryOptions({
    queryKey: ["desk-consent", deliveryId, swaps, how],
    queryFn: ({ signal }) => mine.post("/api/admin/deliveries/{delivery_id}/substitution/check", { path: { delivery_id: deliveryId }, body: { swaps, how }, signal }),
    staleTime: 0,
    retry: false,
  });

/** What is free for bouquets of a day. */
export const shelfQuery = (date: DayString) =>
  queryOptions({
    queryKey: ["desk-shelf", date],
    queryFn: ({ signal }) => mine.get("/api/admin/stock", { query: { date }, signal }),
    staleTime: 0,
  });

export type NewSums = Posts["/api/admin/deliveries/{delivery_id}/lines/preview"]["answer"];
export type Wanted = Posts["/api/admin/deliveries/{delivery_id}/lines/preview"]["body"]["lines"][number];
export type NewPlace = Omit<Posts["/api/admin/deliveries/{delivery_id}/address/preview"]["body"], "version">;

const PRICE = "desk-price";

/** What the order comes to with more in this delivery; nothing is written. */
export const linesPriceQuery = ({ id, version }: DeskDelivery, lines: Wanted[]) =>
  queryOptions({
    queryKey: [PRICE, id, version, lines],
    queryFn: ({ signal }) => mine.post("/api/admin/deliveries/{delivery_id}/lines/preview", { path: { delivery_id: id }, body: { version, lines }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
    enabled: lines.length > 0,
  });

/** What it comes to when this delivery goes elsewhere; nothing is written. */
export const placePriceQuery = ({ id, version }: DeskDelivery, place: NewPlace | null) =>
  queryOptions({
    queryKey: [PRICE, id, version, place],
    queryFn: ({ signal }) => (place ? mine.post("/api/admin/deliveries/{delivery_id}/address/preview", { path: { delivery_id: id }, body: { version, ...place }, signal }) : null),
    staleTime: 0,
    retry: false,
    enabled: place !== null,
  });
