import { useState } from "react";
import type { CartDelivery, CartLine } from "@/lib/api/types";
import { useJoinDelivery, useMoveLine } from "./queries";
import { texts } from "./texts";

interface Asked { line: CartLine; from: CartDelivery }

/** Dividing a cart between recipients: which line is being sent elsewhere, and what was done last, in words. */
export function useSplit() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const move = useMoveLine();
  const join = useJoinDelivery();
  const done = (words: string) => {
    setAsked(null);
    setSaid(words);
  };
  return {
    asked,
    said,
    ask: (line: CartLine, from: CartDelivery) => {
      move.reset();
      setSaid(null);
      setAsked({ line, from });
    },
    close: () => setAsked(null),
    /** To a delivery of this id, else to somebody new. */
    move: (quantity: number, to: string | null) => {
      if (!asked) return;
      move.mutate({ line: asked.line, quantity, to }, { onSuccess: () => done(texts.moved(texts.quantity(asked.line.product_name, quantity))) });
    },
    join: (from: CartDelivery, to: CartDelivery) => {
      setSaid(null);
      join.mutate({ from, to }, { onSuccess: () => done(texts.joined) });
    },
    moving: move.isPending,
    joining: join.isPending ? join.variables.from.id : null,
    moveError: move.error,
    joinError: join.error,
  };
}

export type Split = ReturnType<typeof useSplit>;
