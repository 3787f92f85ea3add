import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, CalendarX } from "lucide";
import type { ReactNode } from "react";
import type { DayString, Product } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { usePanels } from "@/lib/panels";
import { datesQuery } from "@/lib/questions/delivery";
import { useChoosePlace, useDestination } from "@/lib/questions/destination";
import { Icon } from "@/ui/icon";
import { PlaceProblem, PostcodeForm } from "@/ui/postcode-form";
import { Spinner } from "@/ui/spinner";
import { useLeft } from "./queries";
import { texts } from "./texts";

/** When these flowers can be there: asks for the place, names its earliest day, or judges the day that was chosen. */
export function DeliveryLine({ product }: { product: Product }) {
  const { known, postcode, whole } = useDestination();
  const place = useChoosePlace();
  const panels = usePanels();
  // Who has said where is asked when: the days of that place come up at once.
  const take = (typed: string) => place.mutate(typed, { onSuccess: () => panels.open("destination") });
  return (
    <section aria-label={texts.where} className="min-h-24 rounded-md bg-linen p-4 sm:p-5">
      {!known ? null : whole ? (
        <ChosenDay product={product} {...whole} />
      ) : postcode === null ? (
        <PostcodeForm label={texts.askPlace} action={texts.askPlaceAction} busy={place.isPending} error={place.error} onSubmit={take} />
      ) : (
        <Earliest postcode={postcode} />
      )}
    </section>
  );
}

function Earliest({ postcode }: { postcode: string }) {
  const { data, error } = useQuery(datesQuery({ postcode }));
  if (error) return <PlaceProblem error={error} />;
  if (!data) return <Asking />;
  const first = data.first_available;
  return (
    <Verdict good={first !== null} action={texts.chooseDay}>
      {first === null ? texts.noDay(postcode) : texts.earliest(formatDay(first), postcode)}
    </Verdict>
  );
}

function ChosenDay({ product, date, postcode }: { product: Product; date: DayString; postcode: string }) {
  const { left, asking } = useLeft(product.slug);
  const day = formatDay(date);
  if (asking) return <Asking />;
  if (product.variants.every(({ id }) => left.get(id) === 0)) {
    return (
      <Verdict good={false} action={texts.otherDay} note={texts.impossibleText}>
        {texts.impossible(day, postcode)}
      </Verdict>
    );
  }
  return (
    <Verdict good action={texts.otherDay}>
      {texts.possible(day, postcode)}
    </Verdict>
  );
}

interface VerdictProps { good: boolean; action: string; note?: string; children: ReactNode }

function Verdict({ good, action, note, children }: VerdictProps) {
  const panels = usePanels();
  return (
    <div className="flex gap-3.5">
      <Icon of={good ? CalendarCheck : CalendarX} className={good ? "mt-0.5 size-6 text-green" : "mt-0.5 size-6 text-petal-deep"} />
      <div className="grid grow gap-1">
        <p role="status" className="font-medium">
          {children}
        </p>
        {note && <p className="text-sm text-ink-soft">{note}</p>}
        <button type="button" onClick={() => panels.open("destination")} className="link min-h-11 justify-self-start text-sm text-green lg:min-h-8">
          {action}
        </button>
      </div>
    </div>
  );
}

function Asking() {
  return (
    <p role="status" className="flex min-h-14 items-center gap-3 text-ink-soft">
      <Spinner /> {texts.asking}
    </p>
  );
}
