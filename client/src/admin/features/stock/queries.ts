/** The stock of a day, and what is done to it. Whoever writes makes everything that shows stock ask again. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import type { Gets, Posts } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";

type Stock = Gets["/api/admin/stock"]["answer"];
export type StemStock = Stock["stems"][number];
export type Lot = StemStock["lots"][number];
export type Stem = Gets["/api/admin/stems"]["answer"]["items"][number];
export type Arrival = Posts["/api/admin/lots"]["body"];
export type LotChanged = Posts["/api/admin/lots"]["answer"];
export type Swap = Posts["/api/admin/substitutions"]["body"];

const STOCK = ["stock"] as const;
const EVERY_MS = 15_000;

export const stockQuery = (date?: DayString) =>
  queryOptions({
    queryKey: [...STOCK, date ?? "today"],
    queryFn: ({ signal }) => mine.get("/api/admin/stock", { query: { date }, signal }),
    refetchInterval: EVERY_MS,
  });

export const stemsQuery = queryOptions({
  queryKey: [...STOCK, "stems"],
  queryFn: ({ signal }) => mine.get("/api/admin/stems", { signal }),
  staleTime: 300_000,
});

export const previewQuery = (stem: number, by: number, date: DayString) =>
  queryOptions({
    queryKey: [...STOCK, "preview", stem, by, date],
    queryFn: ({ signal }) => mine.get("/api/admin/substitutions/preview", { query: { stem, by, date }, signal }),
    staleTime: 0,
  });

export function useStockChange<Variables, Answer>(change: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: whoever wrote is told first, while her dialog is still there.
    onSettled: () => {
      for (const queryKey of [STOCK, ["today"]]) void client.invalidateQueries({ queryKey });
    },
  });
}

export const useReceive = () => useStockChange((body: Arrival) => mine.post("/api/admin/lots", { body }));

export const useCount = () =>
  useStockChange(({ lot_id, ...body }: { lot_id: number; counted: number; reason: string; version: number }) =>
    mine.post("/api/admin/lots/{lot_id}/count", { path: { lot_id }, body }),
  );

export const useWaste = () =>
  useStockChange(({ lot_id, ...body }: { lot_id: number; quantity: number; reason: string; version: number }) =>
    mine.post("/api/admin/lots/{lot_id}/waste", { path: { lot_id }, body }),
  );

export const useSwap = () => useStockChange((body: Swap) => mine.post("/api/admin/substitutions", { body }));
