/** The rules of a key date's form: a feast knows its own day, everything else says month and day. */
import * as z from "zod/mini";
import type { KeyDate, KeyOccasion } from "@/lib/api/types";
import { formTexts } from "../texts";
import { dateTexts } from "../more-texts";
import type { NewKeyDate } from "../queries";

export const isFeast = (occasion: KeyOccasion): boolean => ["mothers_day", "valentines_day", "fathers_day"].includes(occasion);

/** February has its 29th, for whoever was born on it. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Fields { occasion: KeyOccasion; month: string; day: string }
const isSaid = ({ occasion, month, day }: Fields) => isFeast(occasion) || (month !== "" && day !== "");
const exists = ({ occasion, month, day }: Fields) => isFeast(occasion) || Number(day) <= (LENGTHS[Number(month) - 1] ?? 31);

export const schema = z
  .object({
    person: z.string().check(z.trim(), z.minLength(1, dateTexts.personMissing), z.maxLength(120, formTexts.tooLong)),
    occasion: z.enum(["birthday", "anniversary", "mothers_day", "valentines_day", "fathers_day", "memorial", "other"]),
    month: z.string(),
    day: z.string(),
    remind: z.boolean(),
  })
  .check(z.refine(isSaid, { path: ["day"], message: dateTexts.dayMissing }), z.refine(exists, { path: ["day"], message: dateTexts.dayWrong }));
export type Entry = z.infer<typeof schema>;

const NEW: Entry = { person: "", occasion: "birthday", month: "", day: "", remind: true };

export function entryOf(kept: KeyDate | null): Entry {
  if (!kept) return NEW;
  const { person, occasion, month, day, remind } = kept;
  return { person, occasion, month: String(month ?? ""), day: String(day ?? ""), remind };
}

export function bodyOf({ month, day, ...entry }: Entry): NewKeyDate {
  return isFeast(entry.occasion) ? entry : { ...entry, month: Number(month), day: Number(day) };
}
