/** The rules of the recipient's form: an address for the van, only a name and a telephone for collection. */
import * as z from "zod/mini";
import type { CartDelivery, DeliveryChange, DeliveryMethod, Recipient } from "@/lib/api/types";
import { lengthOf } from "@/ui/text-area";
import { PHONE } from "../details-step";
import { deliveryTexts } from "../texts";

const { missing } = deliveryTexts;

export interface RecipientForm extends Recipient { card_message: string }
export const FIELDS = ["name", "phone", "line1", "line2", "city", "region", "kind_of_place", "notes", "card_message"] as const;

const text = (limit = 120) => z.string().check(z.trim(), z.maxLength(limit, missing.tooLong));
const needed = (message: string) => z.string().check(z.trim(), z.minLength(1, message), z.maxLength(120, missing.tooLong));

export function schemaFor(method: DeliveryMethod, cardLimit: number) {
  const van = method === "van";
  return z.object({
    name: needed(van ? missing.name : missing.collectorName),
    phone: z.string().check(z.trim(), z.regex(PHONE, missing.phone)),
    line1: van ? needed(missing.line1) : text(),
    line2: text(),
    city: van ? needed(missing.city) : text(),
    region: text(),
    kind_of_place: z.enum(["home", "business", "hospital", "school", "funeral_home", "hotel", "other"]),
    notes: text(500),
    card_message: z.string().check(z.refine((message) => lengthOf(message.trim()) <= cardLimit, missing.card)),
  });
}

const NOBODY: Recipient = { name: "", phone: "", line1: "", line2: "", city: "", region: "", notes: "", kind_of_place: "home" };

export function formOf({ recipient, card_message }: CartDelivery): RecipientForm {
  return { ...NOBODY, ...recipient, card_message };
}

export function changeOf({ card_message, ...recipient }: RecipientForm): DeliveryChange {
  return { recipient, card_message };
}
