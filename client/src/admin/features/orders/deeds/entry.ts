/** What the form of recipient and card holds: plain words, where the API has null. */
import type { DeskDelivery } from "../queries";

export const FIELDS = [
  "name", "phone", "line1", "line2", "city", "region", "postcode", "kind_of_place", "notes", "safe_place", "service_time",
  "ribbon_text", "anonymous_sender", "card_message",
] as const;
export type Field = (typeof FIELDS)[number];
export type Entry = Record<Exclude<Field, "anonymous_sender">, string> & { anonymous_sender: boolean };

export function entryOf({ recipient, card_message }: DeskDelivery): Entry {
  return { ...recipient, postcode: recipient.postcode ?? "", service_time: recipient.service_time ?? "", card_message };
}

export function recipientOf(entry: Entry, delivery: DeskDelivery) {
  const { name, phone, line1, line2, city, region, notes, safe_place, ribbon_text, anonymous_sender } = entry;
  return {
    ...{ name, phone, line1, line2, city, region, notes, safe_place, ribbon_text, anonymous_sender },
    kind_of_place: entry.kind_of_place as DeskDelivery["recipient"]["kind_of_place"],
    postcode: delivery.method === "collection" ? null : entry.postcode,
    service_time: entry.service_time || null,
  };
}

export const cardOf = ({ card_message }: Entry): string => card_message;
