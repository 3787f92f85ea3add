import type { DayString } from "@/lib/api/types";
import type { Lot, StemStock } from "./queries";

/** What somebody is about to do; a stem is substituted in the bouquets of `day`, else of the day that the page shows. */
export type Task =
  | { what: "receive"; stem?: StemStock }
  | { what: "count" | "waste"; stem: StemStock; lot: Lot }
  | { what: "substitute"; stem: StemStock; day?: DayString };
