/** What to buy, the orders at suppliers, and the suppliers themselves. */
import { queryOptions } from "@tanstack/react-query";
import type { Gets, Patches, Posts, Puts } from "@/lib/api/endpoints";
import type { DayString } from "@/lib/api/types";
import { mine } from "@/lib/mine";
import { useStockChange } from "../queries";

type ToBuy = Gets["/api/admin/stock/to-buy"]["answer"];
export type Basket = ToBuy["baskets"][number];
export type Purchase = Gets["/api/admin/purchase-orders"]["answer"]["items"][number];
export type Supplier = Gets["/api/admin/suppliers"]["answer"]["items"][number];
export type Supply = Supplier["supplies"][number];
export type Conflict = Posts["/api/admin/purchase-orders/{order_id}/arrive"]["answer"]["conflicts"][number];
export type SupplierBody = Posts["/api/admin/suppliers"]["body"];
export type SupplyBody = Puts["/api/admin/suppliers/{supplier_id}/stems/{stem_id}"]["body"];
type Stems = Gets["/api/admin/stems"]["answer"];
export type Stem = Stems["items"][number];
type PurchaseBody = Posts["/api/admin/purchase-orders"]["body"];
type Came = Posts["/api/admin/purchase-orders/{order_id}/arrive"]["body"];
type Quantities = Patches["/api/admin/purchase-orders/{order_id}"]["body"];
type StemBody = Patches["/api/admin/stems/{stem_id}"]["body"];

const STOCK = "stock";

export const toBuyQuery = (until?: DayString) =>
  queryOptions({
    queryKey: [STOCK, "to-buy", until ?? "usual"],
    queryFn: ({ signal }) => mine.get("/api/admin/stock/to-buy", { query: { until }, signal }),
    staleTime: 0,
  });

export const purchasesQuery = queryOptions({
  queryKey: [STOCK, "purchases"],
  queryFn: ({ signal }) => mine.get("/api/admin/purchase-orders", { signal }),
  staleTime: 0,
});

export const suppliersQuery = queryOptions({
  queryKey: [STOCK, "suppliers"],
  queryFn: ({ signal }) => mine.get("/api/admin/suppliers", { signal }),
});

export const useOrder = () => useStockChange((body: PurchaseBody) => mine.post("/api/admin/purchase-orders", { body }));

const pathOf = ({ id }: Purchase) => ({ order_id: id });

export const useSend = () =>
  useStockChange((order: Purchase) => mine.post("/api/admin/purchase-orders/{order_id}/send", { path: pathOf(order), body: { version: order.version, reason: "" } }));

export const useCallOff = () =>
  useStockChange((order: Pick<Purchase, "id" | "version">) => mine.post("/api/admin/purchase-orders/{order_id}/cancel", { path: { order_id: order.id }, body: { version: order.version, reason: "" } }));

export const useArrive = (order: Purchase) =>
  useStockChange((body: Omit<Came, "version">) => mine.post("/api/admin/purchase-orders/{order_id}/arrive", { path: pathOf(order), body: { ...body, version: order.version } }));

export const useQuantities = (order: Purchase) =>
  useStockChange((body: Omit<Quantities, "version">) => mine.patch("/api/admin/purchase-orders/{order_id}", { path: pathOf(order), body: { ...body, version: order.version } }));

/** Adds a supplier, or says `known` anew. */
export const useSupplier = (known?: Supplier) =>
  useStockChange(async (body: SupplierBody) =>
    known
      ? mine.patch("/api/admin/suppliers/{supplier_id}", { path: { supplier_id: known.id }, body: { ...body, version: known.version } })
      : { supplier: await mine.post("/api/admin/suppliers", { body }), conflicts: [] },
  );

export type Said = SupplyBody & { supplier_id: number; stem_id: number };

export const useSupply = () =>
  useStockChange(({ supplier_id, stem_id, ...body }: Said) =>
    mine.put("/api/admin/suppliers/{supplier_id}/stems/{stem_id}", { path: { supplier_id, stem_id }, body }),
  );

export const useStem = ({ id }: Stem) =>
  useStockChange((body: StemBody) => mine.patch("/api/admin/stems/{stem_id}", { path: { stem_id: id }, body }));

export const useSubstitutes = ({ id }: Stem) =>
  useStockChange((body: { stem_ids: number[]; version: number }) => mine.put("/api/admin/stems/{stem_id}/substitutes", { path: { stem_id: id }, body }));
