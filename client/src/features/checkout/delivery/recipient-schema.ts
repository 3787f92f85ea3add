/** The rules of the recipient's form: an address for the van, only a name and a telephone for collection. */
import * as z from "zod/mini";
import type { CartDelivery, DeliveryChange, DeliveryMethod, KindOfPlace, Recipient } from "@/lib/api/types";
import { PHONE } from "@/lib/phone";
import { lengthOf } from "@/ui/text-area";
import { deliveryTexts } from "../texts";

const { missing } = deliveryTexts;

/** A time that is not said is an empty field. */
export interface RecipientForm extends Omit<Recipient, "service_time"> { card_message: string; service_time: string }
export const FIELDS = [
  "name", "phone", "line1", "line2", "city", "region", "kind_of_place", "service_time", "ribbon_text", "safe_place", "notes",
  "anonymous_sender", "card_message",
] as const;

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
    service_time: z.string(),
    ribbon_text: text(80),
    safe_place: text(200),
    notes: text(500),
    anonymous_sender: z.boolean(),
    card_message: z.string().check(z.refine((message) => lengthOf(message.trim()) <= cardLimit, missing.card)),
  });
}

const NOBODY: Recipient = {
  name: "", phone: "", line1: "", line2: "", city: "", region: "", notes: "", kind_of_place: "home",
  safe_place: "", anonymous_sender: false, service_time: null, ribbon_text: "",
};

/** What is asked depends on where it goes: a service has its time and its ribbon, a door has a safe place beside it. */
export const hasService = (method: DeliveryMethod, kind: KindOfPlace) => method === "van" && kind === "funeral_home";
export const hasSafePlace = (method: DeliveryMethod, kind: KindOfPlace) => method === "van" && ["home", "business", "other"].includes(kind);

export function formOf({ recipient, card_message }: CartDelivery): RecipientForm {
  const known = { ...NOBODY, ...recipient };
  return { ...known, service_time: known.service_time ?? "", card_message };
}

/** What is no longer asked is no longer said. */
export function changeOf({ card_message, ...form }: RecipientForm, method: DeliveryMethod): DeliveryChange {
  const service = hasService(method, form.kind_of_place);
  const recipient: Recipient = {
    ...form,
    service_time: service && form.service_time ? form.service_time : null,
    ribbon_text: service ? form.ribbon_text : "",
    safe_place: hasSafePlace(method, form.kind_of_place) ? form.safe_place : "",
    anonymous_sender: method === "van" && !service && form.anonymous_sender,
  };
  return { recipient, card_message };
}
