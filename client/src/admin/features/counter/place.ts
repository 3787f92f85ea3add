/** Placing it: one key goes with one wish, so that a lost answer places nothing twice. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { isProblem } from "@/lib/api/problem";
import { mine } from "@/lib/mine";
import { openCartsQuery, type OrderBody, type Placed } from "./queries";

const TRIES = 3;

export function usePlacing(onPlaced: (order: Placed) => void) {
  const client = useQueryClient();
  const attempt = useRef({ of: "", key: "" });
  return useMutation({
    mutationFn: (body: OrderBody) => {
      const of = JSON.stringify(body);
      if (attempt.current.of !== of) attempt.current = { of, key: crypto.randomUUID() };
      return mine.post("/api/admin/orders", { body, headers: { "Idempotency-Key": attempt.current.key } });
    },
    retry: (failures, error) => failures < TRIES && isProblem(error, "busy", "in_progress", "rules_changed", "unreachable"),
    onSuccess: (order) => {
      client.removeQueries({ queryKey: openCartsQuery.queryKey });
      for (const queryKey of [["desk-orders"], ["today"]]) void client.invalidateQueries({ queryKey });
      onPlaced(order);
    },
    onError: (error) => {
      if (isProblem(error, "idempotency_mismatch")) attempt.current = { of: "", key: "" };
      void client.invalidateQueries({ queryKey: ["desk-cart"] });
      void client.invalidateQueries({ queryKey: ["desk-when"] });
    },
  });
}

export type Section = "who" | "flowers" | "whom" | "when" | "code" | "pay";

const ABOUT: Record<string, Section> = {
  variant_not_found: "flowers", cart_empty: "flowers", below_minimum: "flowers", stems_short: "flowers",
  outside_zone: "whom", card_too_long: "whom", destination: "whom", too_late_for_service: "whom", cart_incomplete: "whom",
  slot_full: "when", cutoff: "when", lead: "when", closed: "when", blackout: "when", van_full: "when", workroom_full: "when", slot_not_found: "when", rules_changed: "when",
  promotion_used_up: "code", promotion_unknown: "code", no_address: "who",
};

/** Where on the page a refusal belongs; the rest is told beside the button. */
export function sectionOf(error: unknown): Section | null {
  if (!isProblem(error)) return null;
  if (error.code === "validation") return fieldsOf(error).some((path) => path.startsWith("buyer")) ? "who" : "pay";
  if (error.code === "cart_incomplete" && error.extras.missing?.some(({ field }) => field === "slot_id")) return "when";
  return ABOUT[error.code] ?? null;
}

const fieldsOf = (error: unknown): string[] => (isProblem(error) ? (error.extras.errors ?? []).map(({ path }) => path) : []);
