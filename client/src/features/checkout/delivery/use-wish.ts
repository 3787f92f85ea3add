import { useState } from "react";

/** What was just pressed counts at once, until the server's answer takes its place or refuses it. */
export function useWish<Value>(saved: Value) {
  const [wish, setWish] = useState<{ value: Value } | null>(null);
  return {
    value: wish ? wish.value : saved,
    wish: (value: Value) => setWish({ value }),
    settle: () => setWish(null),
  };
}
