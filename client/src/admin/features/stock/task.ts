import type { Lot, StemStock } from "./queries";

/** What somebody is about to do. */
export type Task =
  | { what: "receive"; stem?: StemStock }
  | { what: "count" | "waste"; stem: StemStock; lot: Lot }
  | { what: "substitute"; stem: StemStock };
