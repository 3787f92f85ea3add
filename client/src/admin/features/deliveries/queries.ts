/** The delivery queue of a day, asked every few seconds while somebody looks, and what is done with its runs. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";
import { lookAgain, type Work } from "@/admin/lib/work";

export type Queue = Gets["/api/admin/queue"]["answer"];
export type Run = Queue["runs"][number];
export type NextSlots = Gets["/api/admin/deliveries/{delivery_id}/next-slots"]["answer"];

const EVERY_MS = 5_000;

export const queueQuery = (date?: DayString) =>
  queryOptions({
    queryKey: ["queue", date ?? "today"],
    queryFn: ({ signal }) => mine.get("/api/admin/queue", { query: { date }, signal }),
    refetchInterval: EVERY_MS,
  });

export const nextSlotsQuery = (deliveryId: string, remake: boolean, date: DayString | null) =>
  queryOptions({
    queryKey: ["next-slots", deliveryId, remake, date],
    queryFn: ({ signal }) => mine.get("/api/admin/deliveries/{delivery_id}/next-slots", { path: { delivery_id: deliveryId }, query: { remake, date: date ?? undefined }, signal }),
    staleTime: 0,
  });

function useWrite<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => lookAgain(client) });
}

export const useArrange = () =>
  useWrite(({ run, stops }: { run: Pick<Run, "id" | "version">; stops: string[] }) =>
    mine.post("/api/admin/runs/{run_id}/stops", { path: { run_id: run.id }, body: { version: run.version, delivery_ids: stops } }),
  );

export const usePropose = () => useWrite(async (run: Run) => {
  const { delivery_ids } = await mine.get("/api/admin/runs/{run_id}/proposal", { path: { run_id: run.id } });
  return mine.post("/api/admin/runs/{run_id}/stops", { path: { run_id: run.id }, body: { version: run.version, delivery_ids } });
});

/** A new run with its first stops. */
export const useNewRun = () =>
  useWrite(async ({ date, name, stops }: { date: DayString; name: string; stops: string[] }) => {
    const run = await mine.post("/api/admin/runs", { body: { date, name } });
    return mine.post("/api/admin/runs/{run_id}/stops", { path: { run_id: run.id }, body: { version: run.version, delivery_ids: stops } });
  });

export const useChangeRun = () =>
  useWrite(({ run, name, driverId }: { run: Run; name: string; driverId: string | null }) =>
    mine.patch("/api/admin/runs/{run_id}", { path: { run_id: run.id }, body: { version: run.version, name, driver_id: driverId } }),
  );

export const useEndRun = () =>
  useWrite((run: Run) => mine.del("/api/admin/runs/{run_id}", { path: { run_id: run.id }, query: { version: run.version } }));


export interface Group { name: string; works: Work[] }

/** What waits for a run, by slot and zone, in the server's order. */
export function bySlotAndZone(works: Work[], noZone: string): Group[] {
  const groups = new Map<string, Work[]>();
  for (const work of works) {
    const name = `${work.slot_label} · ${work.zone ?? noZone}`;
    groups.set(name, [...(groups.get(name) ?? []), work]);
  }
  return [...groups].map(([name, found]) => ({ name, works: found }));
}

const DONE = ["delivered", "failed"];

export interface Sorted { waiting: Work[]; collections: Work[]; cameBack: Work[] }

export function sorted({ deliveries, runs }: Queue): Sorted {
  const onRuns = new Set(runs.flatMap(({ stops }) => stops));
  return {
    waiting: deliveries.filter(({ id, method, status }) => method === "van" && !onRuns.has(id) && !DONE.includes(status.code)),
    collections: deliveries.filter(({ method }) => method === "collection"),
    cameBack: deliveries.filter(({ status }) => status.code === "failed"),
  };
}
