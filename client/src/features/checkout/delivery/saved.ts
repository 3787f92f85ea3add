/** Between the address book and a delivery's recipient. */
import type { CartDelivery, Recipient, SavedAddress } from "@/lib/api/types";
import { omit } from "@/lib/omit";
import type { NewAddress } from "@/lib/questions/addresses";

export function recipientOf({ recipient }: SavedAddress): Recipient {
  const door = omit(recipient, ["postcode"]);
  return { ...door, service_time: null, ribbon_text: "" };
}

/** The same person at the same door; how the driver gets in may have been said anew. */
export function isSame({ recipient: saved }: SavedAddress, { recipient }: CartDelivery): boolean {
  return recipient !== null && saved.name === recipient.name && saved.line1 === recipient.line1 && saved.line2 === recipient.line2;
}

/** What the address book keeps of a recipient: nothing of this one service. */
export function addressOf(recipient: Recipient, postcode: string | null): NewAddress {
  return { label: "", recipient: { ...omit(recipient, ["service_time", "ribbon_text"]), postcode } };
}
