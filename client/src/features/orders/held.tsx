import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Instant } from "@/lib/api/types";
import { formatTime } from "@/lib/dates";
import { shopQuery } from "@/lib/questions/shop";
import { heldTexts as texts } from "./texts";

const MINUTE_MS = 60_000;
/** The shop holds nothing longer than two hours: more than that is a device whose clock is wrong. */
const MOST_MINUTES = 125;

/** Until when the flowers and the place of an unpaid order are nobody else's. It counts down for the eye alone. */
export function Held({ until }: { until: Instant }) {
  const { data: shop } = useQuery(shopQuery);
  const minutes = useMinutesLeft(until);
  if (!shop) return null;
  const time = formatTime(until, shop.time_zone);
  if (minutes === 0) return <p className="text-sm text-petal-wash">{texts.over(time)}</p>;
  return (
    <p aria-live="off" className="text-sm text-petal-wash tabular-nums">
      {texts.held(time)}
      {minutes <= MOST_MINUTES && ` (${texts.left(minutes)})`}.
    </p>
  );
}

/** Whole minutes, begun ones counted, never below zero. */
function useMinutesLeft(until: Instant): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Date.parse(until) - now);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), left % MINUTE_MS || MINUTE_MS);
    return () => clearTimeout(timer);
  }, [left]);
  return Math.ceil(left / MINUTE_MS);
}
