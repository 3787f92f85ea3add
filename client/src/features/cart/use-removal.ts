import { useState } from "react";
import type { CartLine } from "@/lib/api/types";
import { useAddLine, useRemoveLine } from "@/lib/questions/cart";

interface Removed { line: CartLine; deliveryId: string }

/** Taking a line out, and putting the last one back. */
export function useRemoval() {
  const [removed, setRemoved] = useState<Removed | null>(null);
  const remove = useRemoveLine();
  const add = useAddLine();
  return {
    removed,
    remove: (line: CartLine, deliveryId: string) => {
      add.reset();
      remove.mutate(line.id, { onSuccess: () => setRemoved({ line, deliveryId }) });
    },
    undo: () => {
      if (!removed) return;
      const { line, deliveryId } = removed;
      add.mutate({ variant_id: line.variant_id, quantity: line.quantity, delivery_id: deliveryId }, { onSuccess: () => setRemoved(null) });
    },
    removing: remove.isPending ? remove.variables : null,
    undoing: add.isPending,
    error: remove.error ?? add.error,
  };
}
