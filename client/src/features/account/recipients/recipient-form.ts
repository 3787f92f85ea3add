/** The rules of a saved recipient's form. */
import * as z from "zod/mini";
import type { SavedAddress } from "@/lib/api/types";
import { omit } from "@/lib/omit";
import type { NewAddress } from "@/lib/questions/addresses";
import { formTexts } from "../texts";
import { recipientTexts } from "../more-texts";
import { phone } from "../form/rules";

const text = (limit: number) => z.string().check(z.trim(), z.maxLength(limit, formTexts.tooLong));

export const schema = z.object({
  label: text(60),
  name: z.string().check(z.trim(), z.minLength(1, recipientTexts.nameMissing), z.maxLength(120, formTexts.tooLong)),
  phone,
  line1: text(120),
  line2: text(120),
  city: text(120),
  region: text(120),
  postcode: text(20),
  kind_of_place: z.enum(["home", "business", "hospital", "school", "funeral_home", "hotel", "other"]),
  safe_place: text(200),
  notes: text(500),
});
export type Entry = z.infer<typeof schema>;

const NOBODY: Entry = {
  label: "", name: "", phone: "", line1: "", line2: "", city: "", region: "", postcode: "", kind_of_place: "home", safe_place: "", notes: "",
};

export function entryOf(saved: SavedAddress | null): Entry {
  if (!saved) return NOBODY;
  const known = omit(saved.recipient, ["anonymous_sender", "postcode"]);
  return { ...NOBODY, ...known, label: saved.label, postcode: saved.recipient.postcode ?? "" };
}

export function bodyOf({ label, postcode, ...recipient }: Entry, saved: SavedAddress | null): NewAddress {
  const anonymous_sender = saved?.recipient.anonymous_sender ?? false;
  return { label, recipient: { ...recipient, postcode: postcode || null, anonymous_sender } };
}
