/** The day's deliveries, asked every five seconds while somebody looks; the browser's cache turns a 304 into the same answer. */
import { queryOptions } from "@tanstack/react-query";
import type { Gets } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";

export type Today = Gets["/api/admin/today"]["answer"];
export type DayDelivery = Today["deliveries"][number];

const EVERY_MS = 5_000;

export const todayQuery = (date?: DayString) =>
  queryOptions({
    queryKey: ["today", date ?? "today"],
    queryFn: ({ signal }) => mine.get("/api/admin/today", { query: { date }, signal }),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
  });
