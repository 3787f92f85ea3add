/** What is to make on a day, asked every few seconds while somebody looks. */
import { queryOptions } from "@tanstack/react-query";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";
import type { Work } from "@/admin/lib/work";

const EVERY_MS = 5_000;

export const workroomQuery = (date?: DayString) =>
  queryOptions({
    queryKey: ["workroom", date ?? "today"],
    queryFn: ({ signal }) => mine.get("/api/admin/workroom", { query: { date }, signal }),
    refetchInterval: EVERY_MS,
  });

export interface Group { name: string; works: Work[] }

/** In the server's order: what is for a service comes first, under a name of its own, then the slots as they are due. */
export function groupsOf(works: Work[], services: string): Group[] {
  const groups = new Map<string, Work[]>();
  for (const work of works) {
    const name = work.service_time ? services : work.slot_label;
    groups.set(name, [...(groups.get(name) ?? []), work]);
  }
  return [...groups].map(([name, found]) => ({ name, works: found }));
}

export const inStage = (works: Work[], code: string) => works.filter(({ status }) => status.code === code);
