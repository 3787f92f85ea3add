import type { DayString, DeliveryDay } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { Button } from "./button";
import { calendarTexts as texts } from "./calendar-texts";
import { Price } from "./price";

/** The first day after another on which something can be had. */
export const nextOpenDay = (days: readonly DeliveryDay[], after: DayString): DeliveryDay | undefined =>
  days.find(({ date, available }) => available && date > after);

interface Props { day: DeliveryDay; busy?: boolean; onTake: (day: DayString) => void }

/** The way on from a day that is full or closed: one press takes the next that is not. */
export function NextDay({ day: { date, fee_from: fee }, busy = false, onTake }: Props) {
  return (
    <Button kind="quiet" size="sm" busy={busy} onClick={() => onTake(date)} className="justify-self-start">
      {texts.nextDay(formatDay(date))}
      {fee && <Price value={fee} short zero={texts.free} className="font-normal text-ink-soft" />}
    </Button>
  );
}
