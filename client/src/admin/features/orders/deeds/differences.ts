/** What two versions of an order say differently, in the words of the page. */
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { addressOf } from "../order/recipient";
import type { DeskDelivery, DeskOrder } from "../queries";
import { conflictTexts as texts } from "../texts";

/** One fact, as the one and as the other version has it. */
export interface Difference { name: string; theirs: string; mine: string }

type Facts = Record<string, string>;

function factsOf(delivery: DeskDelivery): Facts {
  const { recipient } = delivery;
  return {
    [texts.status]: delivery.status.label,
    [texts.time]: `${formatDay(delivery.date, "words")}, ${delivery.slot_label}`,
    [texts.recipient]: [recipient.name, recipient.phone].join("\n"),
    [texts.address]: [...addressOf(recipient), recipient.notes].filter(Boolean).join("\n"),
    [texts.card]: delivery.card_message || texts.nothing,
  };
}

/** The page's facts of which `now` says something else than what was `seen`. */
export function differences(seen: DeskOrder, now: DeskOrder): Difference[] {
  const found = now.deliveries.flatMap((delivery, index) => {
    const before = seen.deliveries[index];
    if (!before) return [];
    const [old, fresh] = [factsOf(before), factsOf(delivery)];
    const prefix = now.deliveries.length > 1 ? `${delivery.recipient.name}: ` : "";
    return Object.keys(fresh).map((name) => ({ name: prefix + name, theirs: fresh[name] ?? "", mine: old[name] ?? "" }));
  });
  const money = { name: texts.left, theirs: formatMoney(now.money.left), mine: formatMoney(seen.money.left) };
  return [...found, money].filter(({ theirs, mine }) => theirs !== mine);
}
