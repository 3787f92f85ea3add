/** A time as the form holds it, and as it is sent. */
import type { DayString } from "@/lib/api/types";
import { isAmount, minor, typed } from "@/admin/lib/amounts";
import type { Cutoff, Slot, SlotBody } from "./queries";

export interface SlotDraft {
  once: boolean;
  weekdays: string[];
  day: DayString;
  starts: string;
  ends: string;
  wholeDay: boolean;
  capacity: number;
  extra: string;
  kind: Cutoff["kind"];
  days: number;
  time: string;
  minutes: number;
  active: boolean;
}

const NEW: SlotDraft = {
  once: false, weekdays: ["1", "2", "3", "4", "5", "6"], day: "", starts: "09:00", ends: "18:00", wholeDay: false,
  capacity: 10, extra: "0", kind: "days_before", days: 0, time: "12:00", minutes: 120, active: true,
};

export function slotDraft(slot: Slot | undefined, currency: string): SlotDraft {
  if (!slot) return NEW;
  const { cutoff } = slot;
  return {
    once: slot.only_on !== null,
    weekdays: slot.weekdays.map(String),
    day: slot.only_on ?? "",
    starts: slot.starts.slice(0, 5),
    ends: slot.ends.slice(0, 5),
    wholeDay: slot.whole_day,
    capacity: slot.capacity,
    extra: typed(slot.extra_fee, currency),
    kind: cutoff.kind,
    days: cutoff.days,
    time: cutoff.time?.slice(0, 5) ?? NEW.time,
    minutes: cutoff.minutes ?? NEW.minutes,
    active: slot.active,
  };
}

export function isReady({ once, day, weekdays, starts, ends, extra, kind, time }: SlotDraft): boolean {
  const hasDays = once ? day !== "" : weekdays.length > 0;
  return hasDays && starts !== "" && starts < ends && isAmount(extra) && (kind === "minutes_before" || time !== "");
}

export function slotBody(draft: SlotDraft, zoneId: number | null, currency: string): SlotBody {
  return {
    zone_id: zoneId,
    only_on: draft.once ? draft.day : null,
    weekdays: draft.once ? [] : draft.weekdays.map(Number),
    starts: draft.starts,
    ends: draft.ends,
    whole_day: draft.wholeDay,
    capacity: draft.capacity,
    extra_fee: minor(draft.extra, currency),
    cutoff: cutoffOf(draft),
    active: draft.active,
  };
}

export function cutoffOf({ kind, days, time, minutes }: Pick<SlotDraft, "kind" | "days" | "time" | "minutes">): Cutoff {
  return kind === "minutes_before" ? { kind, days: 0, time: null, minutes } : { kind, days, time, minutes: null };
}
