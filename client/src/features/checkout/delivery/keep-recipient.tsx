import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CartDelivery } from "@/lib/api/types";
import { addAddress, addressesQuery } from "@/lib/questions/addresses";
import { useMe } from "@/lib/questions/me";
import { savedTexts as texts } from "../texts";
import { addressOf, isSame } from "./saved";

/** Whether a recipient who is new shall go into the address book. Keeping her never holds up the order. */
export function useKeepRecipient() {
  const client = useQueryClient();
  const me = useMe();
  const { data } = useQuery({ ...addressesQuery, enabled: Boolean(me) });
  const [wanted, setWanted] = useState(true);
  const isNew = (delivery: CartDelivery) => data !== undefined && !data.items.some((saved) => isSame(saved, delivery));
  return {
    offered: (delivery: CartDelivery) => Boolean(me) && delivery.method === "van" && isNew(delivery),
    wanted,
    setWanted,
    keep: async (delivery: CartDelivery) => {
      if (!me || !wanted || delivery.method !== "van" || !delivery.recipient || !isNew(delivery)) return;
      await addAddress(addressOf(delivery.recipient, delivery.postcode)).catch(() => undefined);
      void client.invalidateQueries({ queryKey: addressesQuery.queryKey });
    },
  };
}

export function KeepRecipient({ wanted, onChange }: { wanted: boolean; onChange: (wanted: boolean) => void }) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" checked={wanted} onChange={({ target }) => onChange(target.checked)} className="size-4.5 shrink-0" />
      {texts.keep}
    </label>
  );
}
