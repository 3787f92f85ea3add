/** What must be said about pets, and how loudly. */
import type { Product } from "@/lib/api/types";
import { texts } from "./texts";

/** The shop's note begins with "Never" where a home with cats must not get it: true lilies. That stands beside the price. */
export const isGrave = ({ pet_safe: safe, pet_note: note }: Product): boolean => safe === false && /^never\b/i.test(note ?? "");

/** The sentences about cats, dogs and pollen. Never "safe to eat". */
export function safetyWords(product: Product): string[] {
  const { pet_safe: safe, pet_note: note, pollen_free: pollenFree } = product;
  const pets = safe === null ? texts.petsUnknown : safe ? texts.petsSafe : (note ?? texts.petsUnsafe);
  const pollen = pollenFree === null ? null : pollenFree ? texts.pollenFree : texts.pollen;
  return pollen === null ? [pets] : [pets, pollen];
}
