/** What the form of recipient and card holds: plain words, where the API has null. */
import type { Recipient } from "@/lib/api/types";

export const FIELDS = [
  "name", "phone", "line1", "line2", "city", "region", "postcode", "kind_of_place", "notes", "safe_place", "service_time",
  "ribbon_text", "anonymous_sender", "card_message",
] as const;
export type Field = (typeof FIELDS)[number];
export type Entry = Record<Exclude<Field, "anonymous_sender">, string> & { anonymous_sender: boolean };

interface Addressed { recipient: Recipient & { postcode: string | null }; card_message: string }

export function entryOf({ recipient, card_message }: Addressed): Entry {
  return { ...recipient, postcode: recipient.postcode ?? "", service_time: recipient.service_time ?? "", card_message };
}

export const BLANK: Entry = {
  name: "", phone: "", line1: "", line2: "", city: "", region: "", postcode: "", kind_of_place: "home", notes: "", safe_place: "", service_time: "",
  ribbon_text: "", anonymous_sender: false, card_message: "",
};

/** As the API has it, without the postcode, which a cart keeps beside it. */
export function recipientOf(entry: Entry): Recipient {
  const { name, phone, line1, line2, city, region, notes, safe_place, ribbon_text, anonymous_sender } = entry;
  return {
    ...{ name, phone, line1, line2, city, region, notes, safe_place, ribbon_text, anonymous_sender },
    kind_of_place: entry.kind_of_place as Recipient["kind_of_place"],
    service_time: entry.service_time || null,
  };
}

export const postcodeOf = (entry: Entry, method: string): string | null => (method === "collection" ? null : entry.postcode);
