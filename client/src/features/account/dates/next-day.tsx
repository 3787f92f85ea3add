import { useSuspenseQuery } from "@tanstack/react-query";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { daysUntil } from "@/lib/days-until";
import { shopQuery } from "@/lib/questions/shop";
import { dateTexts as texts } from "../more-texts";

/** The day like a leaf of a calendar. */
export function DayLeaf({ day }: { day: DayString }) {
  const [month = "", number = ""] = formatDay(day, "leaf").split(" ");
  return (
    <div aria-hidden="true" className="grid size-16 shrink-0 content-center justify-items-center rounded-md bg-petal-wash leading-none text-petal-deep">
      <span className="text-xs font-medium">{month}</span>
      <span className="font-display text-heading tabular-nums">{number}</span>
    </div>
  );
}

/** "Sunday, May 9, in 12 days", by the shop's own calendar. */
export function DayWords({ day }: { day: DayString }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  return (
    <>
      {formatDay(day, "words")}, {texts.until(daysUntil(day, shop.time_zone))}
    </>
  );
}
