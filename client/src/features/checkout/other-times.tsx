import type { Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Button } from "@/ui/button";
import { texts } from "./texts";

interface Props { slots: readonly Slot[]; busy: boolean; onChoose: (slot: Slot) => void }

/** The next times that can be had, one press each. */
export function OtherTimes({ slots, busy, onChoose }: Props) {
  if (slots.length === 0) return null;
  return (
    <div role="group" aria-label={texts.otherTimes} className="grid gap-2.5">
      <h3 className="font-sans text-sm font-medium tracking-normal">{texts.otherTimes}</h3>
      {slots.map((slot) => (
        <Button key={slot.id} kind="quiet" busy={busy} onClick={() => onChoose(slot)} className="justify-between!">
          <span>
            {formatDay(slot.date)}, {slot.label}
          </span>
          <span className="font-normal tabular-nums">{slot.fee.amount === 0 ? texts.freeTime : formatMoney(slot.fee)}</span>
        </Button>
      ))}
    </div>
  );
}
