/** What was said of an order beside its cart; it waits with the cart while another one is taken. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Buyer } from "./buyer";
import type { Paying } from "./pay";
import type { Channel } from "./queries";

export interface Said { channel: Channel; buyer: Buyer | null; paying: Paying }

const AT_FIRST: Said = { channel: "phone", buyer: null, paying: { payment: "link", due: "", substitution: "match_color" } };
const KEPT = "desk-said";

/** Kept with the other answers while the back office is open, and never written to the browser's disk. The page is a new one for each cart. */
export function useSaid(cartId: string) {
  const client = useQueryClient();
  const key = [KEPT, cartId];
  const [said, setSaid] = useState(() => client.getQueryData<Said>(key) ?? AT_FIRST);
  const say = (part: Partial<Said>) => {
    const next = { ...said, ...part };
    setSaid(next);
    client.setQueryDefaults([KEPT], { gcTime: Infinity });
    client.setQueryData(key, next);
  };
  return { said, say };
}
