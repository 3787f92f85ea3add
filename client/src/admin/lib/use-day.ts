/** The day that a page is about, in its address: `?date=2027-02-14`; none is today. */
import { useSearchParams } from "react-router";
import type { DayString } from "@/lib/api/types";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function useDay(): [DayString | undefined, (day: DayString) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get("date") ?? "";
  const choose = (day: DayString) => {
    setParams((old) => {
      old.set("date", day);
      return old;
    });
  };
  return [DAY.test(asked) ? asked : undefined, choose];
}
