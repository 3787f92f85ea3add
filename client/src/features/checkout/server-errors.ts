/** A refusal of what was typed, split into what belongs next to a field and what does not. */
import type { FieldError } from "@/lib/api/problem";
import { isProblem } from "@/lib/api/problem";

/** The refused fields by their own names: "recipient.phone" and "buyer.phone" are both "phone". */
export function fieldErrorsOf(error: unknown): FieldError[] {
  if (!isProblem(error, "validation")) return [];
  return (error.extras.errors ?? []).map(({ path, message }) => ({ path: path.split(".").at(-1) ?? path, message: plain(message) }));
}

/** Pydantic begins its sentences like a program: "Value error, ...". */
const plain = (message: string): string => message.replace(/^Value error, /, "");
