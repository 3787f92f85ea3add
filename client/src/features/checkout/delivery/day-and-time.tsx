import { useQuery } from "@tanstack/react-query";
import type { CartDelivery } from "@/lib/api/types";
import { datesQuery } from "@/lib/questions/delivery";
import { Skeleton } from "@/ui/spinner";
import { ErrorState } from "@/ui/states";
import { deliveryTexts as texts } from "../texts";
import { askedPlace, chosenDay, TIME_ID } from "./asked-place";
import { DayChoice } from "./day-choice";
import { TimeChoice } from "./time-choice";

/** The day and the time, once we know where; a place out of reach says so at its own field. */
export function DayAndTime({ delivery, tried }: { delivery: CartDelivery; tried: boolean }) {
  const van = delivery.method === "van";
  const { known, ...place } = askedPlace(delivery);
  const { data: dates, error, refetch } = useQuery({ ...datesQuery(place), enabled: known });
  if (!known || (error && van)) return null;
  const day = dates && chosenDay(dates, delivery.date);
  return (
    <section id={TIME_ID} aria-labelledby={`${TIME_ID}-title`} className="grid gap-6">
      <h2 id={`${TIME_ID}-title`} className="-mb-2 text-heading">
        {van ? texts.day : texts.collectionDay}
      </h2>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {dates ? <DayChoice key={delivery.method} delivery={delivery} dates={dates} /> : <Loading />}
      {day?.available && <TimeChoice delivery={delivery} date={day.date} tried={tried} />}
    </section>
  );
}

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">{texts.loadingDays}</span>
      <Skeleton className="h-80 max-w-sm" />
    </div>
  );
}
