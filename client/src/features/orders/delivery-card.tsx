import type { ReactNode } from "react";
import { Link } from "@/ui/link";
import type { OrderDelivery } from "@/lib/api/types";
import { formatDay, formatInstant } from "@/lib/dates";
import { links } from "@/lib/links";
import { formatWallTime } from "@/lib/wall-time";
import { Badge } from "@/ui/badge";
import { LineItem } from "@/ui/line-item";
import { LinePrice } from "@/ui/line-price";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

interface Props { delivery: OrderDelivery; sold: boolean; index: number; of: number; timeZone: string }

/** One delivery: when, to whom, what the card says, what is in it, and how it ended. */
export function DeliveryCard({ delivery, sold, index, of, timeZone }: Props) {
  const { method, status, date, slot_label, card_message, lines } = delivery;
  const whole = method === "collection" ? texts.collection : texts.delivery;
  return (
    <section aria-labelledby={`delivery-${delivery.id}`} className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={`delivery-${delivery.id}`} className="text-heading">
          {of > 1 ? texts.deliveryOf(index, of) : whole}
        </h2>
        {sold && <Badge tone="green">{status.label}</Badge>}
      </div>
      <Outcome delivery={delivery} timeZone={timeZone} />
      {delivery.asked_until && <Notice>{texts.asked(formatInstant(delivery.asked_until, timeZone))}</Notice>}
      <dl className="grid gap-4">
        <Fact label={texts.when}>
          {formatDay(date, "words")}, {slot_label}
        </Fact>
        <Recipient delivery={delivery} />
        <Fact label={texts.card}>
          {card_message ? (
            <span className="block font-display text-lg leading-snug whitespace-pre-line italic">“{card_message}”</span>
          ) : (
            texts.noCard
          )}
        </Fact>
      </dl>
      <ul aria-label={texts.flowers} className="grid gap-5 border-t border-line pt-5">
        {lines.map((line) => (
          <li key={`${line.product_slug} ${line.variant_label}`}>
            <LineItem
              image={line.image_url}
              name={
                <Link to={links.product(line.product_slug)} className="hover:text-green">
                  {line.product_name}
                </Link>
              }
              detail={texts.quantity(line.variant_label, line.quantity, line.cancelled)}
              price={<LinePrice total={line.total} discount={line.discount} />}
            />
          </li>
        ))}
      </ul>
      {delivery.substituted.length > 0 && <Substituted delivery={delivery} />}
    </section>
  );
}

/** Stems that were taken instead of the recipe's, and who agreed. */
function Substituted({ delivery: { substituted } }: Pick<Props, "delivery">) {
  return (
    <section aria-label={texts.substituted} className="grid gap-2 rounded-md bg-linen px-4 py-3">
      <h3 className="font-sans text-sm font-medium tracking-normal">{texts.substituted}</h3>
      <ul className="grid gap-1.5">
        {substituted.map(({ name, instead_of, taken, agreed }, index) => (
          <li key={index}>
            {texts.instead(taken, name, instead_of)}
            {agreed && <span className="block text-sm text-ink-soft">{texts.agreed[agreed]}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the driver has said: who took it, with the photo, or why nobody did. */
function Outcome({ delivery: { proof, failed_reason }, timeZone }: Pick<Props, "delivery" | "timeZone">) {
  if (failed_reason) return <Notice tone="trouble">{texts.failed(failed_reason)}</Notice>;
  if (!proof) return null;
  return (
    <figure className="grid gap-3">
      {proof.photo_url && <img src={proof.photo_url} alt={texts.photo} className="max-h-96 w-full rounded-lg object-cover" />}
      <figcaption>{texts.proof(formatInstant(proof.at, timeZone), proof.received_by)}</figcaption>
    </figure>
  );
}

function Recipient({ delivery: { method, recipient } }: { delivery: OrderDelivery }) {
  const { name, phone, line1, line2, city, region, postcode, notes } = recipient;
  if (method === "collection") return <Fact label={texts.collectedBy}>{`${name}, ${phone}`}</Fact>;
  const town = [city, [region, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <>
      <Fact label={texts.to}>
        {[name, line1, line2, town, phone].filter(Boolean).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </Fact>
      <Wishes recipient={recipient} />
      {notes && <Fact label={texts.notes}>{notes}</Fact>}
    </>
  );
}

function Wishes({ recipient }: Pick<OrderDelivery, "recipient">) {
  const { service_time, ribbon_text, safe_place, anonymous_sender } = recipient;
  return (
    <>
      {service_time && <Fact label={texts.service}>{formatWallTime(service_time)}</Fact>}
      {ribbon_text && <Fact label={texts.ribbon}>{ribbon_text}</Fact>}
      {safe_place && <Fact label={texts.safePlace}>{safe_place}</Fact>}
      {anonymous_sender && <Fact label={texts.sender}>{texts.secret}</Fact>}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 sm:grid-cols-[9rem_1fr] sm:gap-4">
      <dt className="text-sm font-medium text-ink-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
