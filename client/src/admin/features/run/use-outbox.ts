import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { dayQuery } from "./door";
import type { Outbox } from "./outbox";

const EVERY_MS = 10_000;

/** What waits; it is sent now, when the network comes back, when somebody looks, and every few seconds until it is gone. */
export function useOutbox(outbox: Outbox) {
  const client = useQueryClient();
  const deeds = useSyncExternalStore(outbox.subscribe, outbox.deeds);
  const waiting = deeds.filter(({ refused }) => refused === null);
  const idle = waiting.length === 0;

  useEffect(() => {
    if (idle) return;
    const send = () => {
      const before = outbox.deeds().length;
      void outbox.send().then(() => {
        if (outbox.deeds().length !== before) void client.invalidateQueries({ queryKey: dayQuery.queryKey });
      });
    };
    send();
    const timer = window.setInterval(send, EVERY_MS);
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", send);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", send);
      document.removeEventListener("visibilitychange", send);
    };
  }, [idle, outbox, client]);

  useEffect(() => {
    window.addEventListener("storage", outbox.refresh);
    return () => window.removeEventListener("storage", outbox.refresh);
  }, [outbox]);

  return { waiting, refused: deeds.filter(({ refused }) => refused !== null) };
}
