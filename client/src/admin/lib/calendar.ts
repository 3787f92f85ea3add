/** The calendar's days: what is asked of them, and what is done to them by hand. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets, Patches } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";

export type CalendarDay = Gets["/api/admin/days"]["answer"]["days"][number];
export type SlotLoad = CalendarDay["slots"][number];
export type Load = SlotLoad["places"];
export type WholeDay = Gets["/api/admin/days/{date}"]["answer"];
export type Booked = WholeDay["booked"][number];

const DAYS = ["days"] as const;
const EVERY_MS = 15_000;

export const daysQuery = (from: DayString, to: DayString) =>
  queryOptions({
    queryKey: [...DAYS, from, to],
    queryFn: ({ signal }) => mine.get("/api/admin/days", { query: { from, to }, signal }),
    refetchInterval: EVERY_MS,
  });

/** One day with whoever is booked on it. */
export const wholeDayQuery = (date: DayString) =>
  queryOptions({
    queryKey: [...DAYS, "whole", date],
    queryFn: ({ signal }) => mine.get("/api/admin/days/{date}", { path: { date }, signal }),
    staleTime: 0,
  });

export type StaffChange = Patches["/api/admin/days/{date}"]["body"];
export type PlacesChange = Patches["/api/admin/slots/{slot_id}"]["body"];

/** A change of the calendar. Whatever shows days asks again, even after a refusal: somebody else was there. */
function useCalendarChange<Variables>(change: (variables: Variables) => Promise<WholeDay>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: whoever wrote is told first, while her dialog is still there.
    onSettled: () => {
      for (const queryKey of [DAYS, ["today"]]) void client.invalidateQueries({ queryKey });
    },
  });
}

export const useStaffChange = (date: DayString) =>
  useCalendarChange((body: StaffChange) => mine.patch("/api/admin/days/{date}", { path: { date }, body }));

export const usePlacesChange = (slot: number) =>
  useCalendarChange((body: PlacesChange) => mine.patch("/api/admin/slots/{slot_id}", { path: { slot_id: slot }, body }));

export const useDayTurn = (date: DayString, open: boolean) =>
  useCalendarChange((reason: string) =>
    open
      ? mine.post("/api/admin/days/{date}/open", { path: { date }, body: { reason } })
      : mine.post("/api/admin/days/{date}/close", { path: { date }, body: { reason } }),
  );

export const useSlotTurn = (slot: number, open: boolean) =>
  useCalendarChange((reason: string) =>
    open
      ? mine.post("/api/admin/slots/{slot_id}/open", { path: { slot_id: slot }, body: { reason } })
      : mine.post("/api/admin/slots/{slot_id}/close", { path: { slot_id: slot }, body: { reason } }),
  );
