import { useQuery } from "@tanstack/react-query";
import type { CartDelivery, DayString } from "@/lib/api/types";
import { useChangeDelivery } from "@/lib/questions/cart";
import { datesQuery } from "@/lib/questions/delivery";
import { NextDay, nextOpenDay } from "@/ui/next-day";
import { focusIn } from "../error-summary";
import { askedPlace, TIME_ID } from "./asked-place";

/** From a day that is full to the next that is not: its times are shown at once. */
export function NextOpen({ delivery, date }: { delivery: CartDelivery; date: DayString }) {
  const change = useChangeDelivery();
  const { known, ...place } = askedPlace(delivery);
  const { data } = useQuery({ ...datesQuery(place), enabled: known });
  const next = data && nextOpenDay(data.dates, date);
  const take = (day: DayString) => {
    change.mutate({ id: delivery.id, date: day });
    // What was pressed goes away: whoever uses the keyboard goes on where the new day stands.
    focusIn(TIME_ID);
  };
  return next && <NextDay day={next} busy={change.isPending} onTake={take} />;
}
