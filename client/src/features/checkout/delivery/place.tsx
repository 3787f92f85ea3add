import { useQuery } from "@tanstack/react-query";
import type { CartDelivery, DeliveryDates } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { useChangeDelivery } from "@/lib/questions/cart";
import { datesQuery } from "@/lib/questions/delivery";
import { PostcodeForm } from "@/ui/postcode-form";
import { deliveryTexts as texts } from "../texts";
import { askedPlace } from "./asked-place";

export const PLACE_ID = "checkout-place";

/** The postcode, and what it means: the zone and its terms, or that we do not come there and whom to call. */
export function Place({ delivery, tried }: { delivery: CartDelivery; tried: boolean }) {
  const change = useChangeDelivery();
  const { known, ...place } = askedPlace(delivery);
  const { data: dates, error, isLoading } = useQuery({ ...datesQuery(place), enabled: known });
  const missing = tried && !known && !change.error;
  return (
    <section id={PLACE_ID} aria-labelledby={`${PLACE_ID}-title`} className="grid gap-4">
      <h2 id={`${PLACE_ID}-title`} className="text-heading">
        {texts.place}
      </h2>
      <PostcodeForm
        action={texts.showDays}
        defaultValue={delivery.postcode ?? undefined}
        busy={change.isPending || isLoading}
        error={change.error ?? error}
        onSubmit={(postcode) => change.mutate({ id: delivery.id, postcode })}
        className="max-w-sm"
      />
      {missing && <p className="-mt-2 text-sm font-medium text-petal-deep">{texts.missing.postcode}</p>}
      {dates?.zone && !error && <Zone zone={dates.zone} />}
    </section>
  );
}

function Zone({ zone }: { zone: NonNullable<DeliveryDates["zone"]> }) {
  const terms = [
    texts.zone(zone.name),
    zone.free_above && texts.freeAbove(formatMoney(zone.free_above, { short: true })),
    zone.minimum_order && texts.minimum(formatMoney(zone.minimum_order, { short: true })),
  ];
  return <p className="text-sm text-ink-soft">{terms.filter(Boolean).join(" ")}</p>;
}
