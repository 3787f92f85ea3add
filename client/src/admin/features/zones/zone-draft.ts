/** A zone as the form holds it, everything in words, and as it is sent. */
import { isAmount, minor, typed } from "@/admin/lib/amounts";
import type { Postcode, Zone, ZoneBody } from "./queries";
import { postcodeWord } from "./words";

export interface ZoneDraft { name: string; postcodes: string; fee: string; free: string; minimum: string; travel: number; service: number; active: boolean }

export function zoneDraft(zone: Zone | undefined, currency: string): ZoneDraft {
  if (!zone) return { name: "", postcodes: "", fee: "", free: "", minimum: "", travel: 10, service: 5, active: true };
  return {
    name: zone.name,
    postcodes: zone.postcodes.map(postcodeWord).join(", "),
    fee: typed(zone.fee, currency),
    free: typed(zone.free_above, currency),
    minimum: typed(zone.minimum_order, currency),
    travel: zone.travel_minutes,
    service: zone.service_minutes,
    active: zone.active,
  };
}

export function isWhole({ name, fee, free, minimum }: ZoneDraft): boolean {
  return name.trim() !== "" && isAmount(fee) && [free, minimum].every((text) => text.trim() === "" || isAmount(text));
}

export function zoneBody(draft: ZoneDraft, currency: string): ZoneBody {
  const amount = (text: string) => (text.trim() === "" ? null : minor(text, currency));
  return {
    name: draft.name.trim(),
    postcodes: postcodesOf(draft.postcodes),
    fee: minor(draft.fee, currency),
    free_above: amount(draft.free),
    minimum_order: amount(draft.minimum),
    travel_minutes: draft.travel,
    service_minutes: draft.service,
    active: draft.active,
  };
}

/** "97201, 972*, 97210-97220"; what cannot be read goes to the server, which says so. */
export function postcodesOf(text: string): Postcode[] {
  const words = text.replace(/\s*[-–]\s*/g, "-").split(/[\s,;]+/).filter(Boolean);
  return words.map((word) => {
    const [low = "", high] = word.split("-");
    if (high !== undefined) return { kind: "range", low, high };
    return word.endsWith("*") ? { kind: "prefix", low: word.slice(0, -1), high: null } : { kind: "exact", low: word, high: null };
  });
}
