import type { Slot } from "@/lib/api/types";
import { CallUs } from "../call-us";
import { OtherTimes } from "../other-times";
import { deliveryTexts as texts } from "../texts";

interface Props { slots: readonly Slot[]; busy: boolean; onChoose: (slot: Slot) => void }

/** Below the time of the service: what of that day is there before it begins, or what else can be done. */
export function InTime({ slots, busy, onChoose }: Props) {
  if (slots.length > 0) return <OtherTimes slots={slots} busy={busy} onChoose={onChoose} />;
  return (
    <div className="text-sm">
      <p>{texts.noTimeBefore}</p>
      <CallUs />
    </div>
  );
}
