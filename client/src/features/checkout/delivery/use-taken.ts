import { useState } from "react";
import type { CartDelivery, Recipient } from "@/lib/api/types";

/** Whom the recipient's form begins with: whoever was just taken from the address book, else whom the cart knows. */
export function useTaken() {
  const [taken, setTaken] = useState<{ of: string; recipient: Recipient } | null>(null);
  return {
    take: (of: string, recipient: Recipient) => setTaken({ of, recipient }),
    startOf: ({ id, recipient }: CartDelivery) => (taken?.of === id ? taken.recipient : recipient),
    /** Another one for everybody who is taken: the form begins anew. */
    key: taken ? `${taken.recipient.name} ${taken.recipient.line1}` : "typed",
  };
}
