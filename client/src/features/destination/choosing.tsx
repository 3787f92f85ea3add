import { toast } from "@/lib/announcements";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { useChooseDestination } from "@/lib/questions/cart";
import { useChoosePlace, useDestination } from "@/lib/questions/destination";
import { PlaceProblem, PostcodeForm } from "@/ui/postcode-form";
import { Days } from "./days";
import { texts } from "./texts";

/** First the place, then its days. A day that is pressed is kept at once, and that is all there is to do. */
export function Choosing({ onDone }: { onDone: () => void }) {
  const { postcode, date, deliveryId } = useDestination();
  const place = useChoosePlace();
  const choose = useChooseDestination();

  const take = (day: DayString) => {
    if (postcode === null || choose.isPending) return;
    const done = () => {
      toast(texts.saved(formatDay(day), postcode));
      onDone();
    };
    choose.mutate({ deliveryId, postcode, date: day }, { onSuccess: done });
  };

  return (
    <div className="grid gap-6">
      <p className="-mt-1 text-ink-soft">{texts.lead}</p>
      <PostcodeForm
        label={texts.place}
        action={postcode === null ? texts.seeDays : texts.update}
        defaultValue={postcode ?? ""}
        busy={place.isPending}
        error={place.error}
        onSubmit={(typed) => place.mutate(typed)}
      />
      {/* While another place is refused, the days of the old one would only mislead. */}
      {postcode !== null && !place.isError && (
        <Days postcode={postcode} deliveryId={deliveryId} date={date} saving={choose.isPending ? choose.variables.date ?? null : null} onChoose={take} />
      )}
      {choose.isError && <PlaceProblem error={choose.error} />}
    </div>
  );
}
