/** What shall go back, and what that comes to by the sums that the server has named. */
import type { Money } from "@/lib/api/types";
import type { DeskLine, DeskOrder } from "../queries";
import type { Stems } from "./stems-choice";

export type Kind = "line" | "amount" | "whole";
export interface Ask { kind: Kind; lineId: string | null; quantity: number; amount: number | null; stems: Stems; reason: string }
export interface Choice { line: DeskLine; recipient: string; made: boolean }

/** The lines of which something is left. */
export function choices(order: DeskOrder): Choice[] {
  return order.deliveries
    .filter(({ status }) => status.code !== "cancelled")
    .flatMap(({ lines, recipient, made }) => lines.map((line) => ({ line, recipient: recipient.name, made })))
    .filter(({ line }) => line.refunds.length > 0);
}

/** The exact sum; null while it is not clear, or is more than is left. */
export function sumOf(ask: Ask, order: DeskOrder): Money | null {
  const { left } = order.money;
  const sum = {
    line: choices(order).find(({ line }) => line.id === ask.lineId)?.line.refunds[ask.quantity - 1] ?? null,
    amount: ask.amount === null ? null : { amount: ask.amount, currency: left.currency },
    whole: left,
  }[ask.kind];
  return sum && sum.amount > 0 && sum.amount <= left.amount ? sum : null;
}
