import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets, Posts, Puts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

export type Zones = Gets["/api/admin/zones"]["answer"];
export type Zone = Zones["zones"][number];
export type Slot = Zone["templates"][number];
export type Cutoff = Slot["cutoff"];
export type Postcode = Zone["postcodes"][number];
export type ZoneBody = Posts["/api/admin/zones"]["body"];
export type SlotBody = Posts["/api/admin/slot-templates"]["body"];
export type Hit = Posts["/api/admin/zones"]["answer"]["booked"];
export type Destination = Gets["/api/admin/destinations"]["answer"]["destinations"][number];
export type DestinationBody = Puts["/api/admin/destinations/{kind}"]["body"];

const ZONES = ["zones"] as const;
const DESTINATIONS = ["destinations"] as const;

export const zonesQuery = queryOptions({ queryKey: ZONES, queryFn: ({ signal }) => mine.get("/api/admin/zones", { signal }) });

export const destinationsQuery = queryOptions({ queryKey: DESTINATIONS, queryFn: ({ signal }) => mine.get("/api/admin/destinations", { signal }) });

/** Whatever shows zones or days asks again, even after a refusal: somebody else was there. */
function useRule<Variables, Answer>(change: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      for (const queryKey of [ZONES, DESTINATIONS, ["calendar"], ["days"], ["today"]]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** A new zone, or `known` said anew. */
export const useZone = (known?: Zone) =>
  useRule((body: ZoneBody) =>
    known ? mine.patch("/api/admin/zones/{zone_id}", { path: { zone_id: known.id }, body: { ...body, version: known.version } }) : mine.post("/api/admin/zones", { body }),
  );

/** A new time, or `known` said anew; where it is stays. */
export const useSlot = (known?: Slot) =>
  useRule(({ zone_id, only_on, ...body }: SlotBody) =>
    known
      ? mine.patch("/api/admin/slot-templates/{template_id}", { path: { template_id: known.id }, body: { ...body, version: known.version } })
      : mine.post("/api/admin/slot-templates", { body: { ...body, zone_id, only_on } }),
  );

export const useDestination = (kind: string) => useRule((body: DestinationBody) => mine.put("/api/admin/destinations/{kind}", { path: { kind }, body }));
