import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import type { Gets, Posts, Puts } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";

export type Rules = Gets["/api/admin/calendar"]["answer"];
export type Blackout = Rules["blackouts"][number];
export type Holiday = Rules["holidays"][number];
export type Override = Rules["overrides"][number];
export type BlackoutBody = Posts["/api/admin/blackouts"]["body"];
export type OverrideBody = Puts["/api/admin/overrides/{date}"]["body"];
export type Hit = Posts["/api/admin/blackouts"]["answer"]["booked"];

const CALENDAR = ["calendar"] as const;

export const rulesQuery = queryOptions({
  queryKey: CALENDAR,
  queryFn: ({ signal }) => mine.get("/api/admin/calendar", { signal }),
});

export const previewQuery = (date: DayString, postcode: string) =>
  queryOptions({
    queryKey: [...CALENDAR, "preview", date, postcode],
    queryFn: ({ signal }) => mine.get("/api/admin/calendar/preview", { query: { date, postcode: postcode || undefined }, signal }),
    staleTime: 0,
    retry: false,
  });

/** Whatever shows days asks again, even after a refusal: somebody else was there. */
function useRule<Variables, Answer>(change: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      for (const queryKey of [CALENDAR, ["days"], ["today"]]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** Says a blackout: a new one, or `known` anew. */
export const useBlackout = (known?: Blackout) =>
  useRule((body: BlackoutBody) =>
    known
      ? mine.patch("/api/admin/blackouts/{blackout_id}", { path: { blackout_id: known.id }, body: { ...body, version: known.version } })
      : mine.post("/api/admin/blackouts", { body }),
  );

export const useBlackoutGone = () =>
  useRule(({ id, version }: Blackout) => mine.del("/api/admin/blackouts/{blackout_id}", { path: { blackout_id: id }, query: { version } }));

/** Closes on a holiday, or opens on it again; the others stay as the page showed them. */
export const useHoliday = () =>
  useRule(({ name, closed, all }: { name: string; closed: boolean; all: Holiday[] }) => {
    const seen = all.filter((each) => each.closed).map((each) => each.name);
    const names = closed ? [...seen, name] : seen.filter((each) => each !== name);
    return mine.put("/api/admin/calendar/holidays", { body: { names, seen } });
  });

export const useOverride = () =>
  useRule(({ date, ...body }: OverrideBody & { date: DayString }) => mine.put("/api/admin/overrides/{date}", { path: { date }, body }));

export const useOverrideGone = () =>
  useRule(({ date, version }: Override) => mine.del("/api/admin/overrides/{date}", { path: { date }, query: { version } }));
