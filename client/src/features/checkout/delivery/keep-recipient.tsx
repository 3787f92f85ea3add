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
  const offered = (delivery: CartDelivery) => Boolean(me) && delivery.method === "van" && isNew(delivery);
  return {
    offered,
    wanted,
    setWanted,
    keep: (delivery: CartDelivery | undefined) => {
      if (!wanted || !delivery?.recipient || !offered(delivery)) return;
      const look = () => client.invalidateQueries({ queryKey: addressesQuery.queryKey });
      void addAddress(addressOf(delivery.recipient, delivery.postcode)).then(look, look);
    },
  };
}

export function KeepRecipient({ book, delivery }: { book: ReturnType<typeof useKeepRecipient>; delivery: CartDelivery }) {
  if (!book.offered(delivery)) return null;
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" checked={book.wanted} onChange={({ target }) => book.setWanted(target.checked)} className="size-4.5 shrink-0" />
      {texts.keep}
    </label>
  );
}
