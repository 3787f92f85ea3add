/** The driver's door to the shop: the cookie of a run's link, or else the login of whoever drives. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Gets } from "@/lib/api/endpoints";
import { isProblem } from "@/lib/api/problem";
import { mine } from "@/lib/mine";
import { sendPhoto } from "@/admin/lib/photos";
import { authorization } from "@/lib/session";
import type { Heard, Post } from "./outbox";

export type Day = Gets["/api/driver/run"]["answer"];
export type Stop = Day["runs"][number]["stops"][number];

const EVERY_MS = 20_000;
let withLogin = false;

async function readDay(signal: AbortSignal): Promise<Day> {
  try {
    const day = await api.get("/api/driver/run", { signal });
    withLogin = false;
    return day;
  } catch (error) {
    if (!isProblem(error, "unauthenticated", "link_expired")) throw error;
    if (!("Authorization" in (await authorization()))) throw error;
    const day = await mine.get("/api/driver/run", { signal });
    withLogin = true;
    return day;
  }
}

/** Whether the page was opened by a login, which may be ended. */
export const isLoggedIn = () => withLogin;

export const dayQuery = queryOptions({ queryKey: ["run"], queryFn: ({ signal }) => readDay(signal), refetchInterval: EVERY_MS, staleTime: 0 });

/** The day with what the shop has just said of one stop. */
export function withHeard(day: Day | undefined, { delivery_id, status }: Heard): Day | undefined {
  return day && { ...day, runs: day.runs.map((run) => ({ ...run, stops: run.stops.map((stop) => (stop.delivery_id === delivery_id ? { ...stop, status } : stop)) })) };
}

/** Exchanges a link's secret for the cookie; once. */
export const accessQuery = (token: string) =>
  queryOptions({ queryKey: ["run-access", token], queryFn: async () => { await api.post("/api/driver/access", { body: { token } }); return true; }, staleTime: Infinity });

export const post: Post = {
  photo: async (deliveryId, photo) => sendPhoto(`/api/driver/stops/${deliveryId}/photos`, photo, withLogin ? await authorization() : {}),
  deed: ({ delivery_id, outcome, at, received_by, reason, photo_id }) =>
    (withLogin ? mine : api).post("/api/driver/stops/{delivery_id}", { path: { delivery_id }, body: { outcome, at, received_by, reason, photo_id } }),
};

/** Where the phone's own maps lead to an address: Android has a scheme for it, the others have an address of their maker's. */
export function mapsLink(address: string, agent: string = navigator.userAgent): string {
  const place = encodeURIComponent(address);
  if (/Android/.test(agent)) return `geo:0,0?q=${place}`;
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?daddr=${place}`;
  return `https://www.google.com/maps/dir/?api=1&destination=${place}`;
}
