import type { ReactNode } from "react";
import { Link } from "@/ui/link";
import type { Buyer, CartDelivery, Recipient } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { formatWallTime } from "@/lib/wall-time";
import { Price } from "@/ui/price";
import { Notice } from "@/ui/states";
import { Lines } from "../summary";
import { texts as checkoutTexts } from "../texts";
import { texts } from "./texts";

/** One delivery in words. */
export function DeliveryReview({ delivery, index }: { delivery: CartDelivery; index: number | null }) {
  const { id, method, recipient, slot, slot_problem, card_message, lines } = delivery;
  const whole = method === "van" ? texts.delivery : texts.collection;
  const several = index !== null;
  return (
    <Part
      title={several ? checkoutTexts.nameOf(recipient?.name, index) : whole}
      change={several ? texts.changeDeliveryOf(index) : texts.changeDelivery}
      to={links.checkoutOf(id)}
    >
      {several && <Lines lines={lines} />}
      {slot && (
        <Fact label={texts.when}>
          {formatDay(slot.date, "words")}, {slot.label}
        </Fact>
      )}
      {slot_problem && <Notice tone="trouble">{`${texts.slotLost} ${slot_problem.message}`}</Notice>}
      <RecipientFacts delivery={delivery} />
      {several && <Fee delivery={delivery} />}
      <Fact label={texts.card}>
        {card_message ? (
          <blockquote className="font-display text-lg leading-snug whitespace-pre-line italic">“{card_message}”</blockquote>
        ) : (
          texts.noCard
        )}
      </Fact>
    </Part>
  );
}

function Fee({ delivery: { delivery_fee: fee } }: { delivery: CartDelivery }) {
  if (!fee) return null;
  return (
    <Fact label={texts.fee}>
      <Price value={fee} zero={texts.freeFee} />
    </Fact>
  );
}

function RecipientFacts({ delivery: { method, recipient, postcode } }: { delivery: CartDelivery }) {
  if (!recipient) return null;
  if (method === "collection") return <Fact label={texts.collectedBy}>{`${recipient.name}, ${recipient.phone}`}</Fact>;
  return (
    <>
      <Fact label={texts.to}>
        <Address recipient={recipient} postcode={postcode} />
      </Fact>
      {recipient.service_time && <Fact label={texts.service}>{formatWallTime(recipient.service_time)}</Fact>}
      {recipient.ribbon_text && <Fact label={texts.ribbon}>{recipient.ribbon_text}</Fact>}
      {recipient.safe_place && <Fact label={texts.safePlace}>{recipient.safe_place}</Fact>}
      {recipient.anonymous_sender && <Fact label={texts.sender}>{texts.secret}</Fact>}
      {recipient.notes && <Fact label={texts.notes}>{recipient.notes}</Fact>}
    </>
  );
}

function Address({ recipient, postcode }: { recipient: Recipient; postcode: string | null }) {
  const { name, phone, line1, line2, city, region } = recipient;
  const town = [city, [region, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <address className="not-italic">
      {[name, line1, line2, town, phone].filter(Boolean).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}

/** Who orders. */
export function BuyerReview({ buyer }: { buyer: Buyer }) {
  return (
    <Part title={texts.you} change={texts.changeDetails} to={links.checkout("details")}>
      <p>
        {buyer.name}
        <br />
        <span className="break-all">{buyer.email}</span>
        <br />
        {buyer.phone}
      </p>
    </Part>
  );
}

function Part({ title, change, to, children }: { title: string; change: string; to: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line pt-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-heading">{title}</h2>
        <Link to={to} aria-label={change} className="link flex min-h-11 items-center text-sm">
          {texts.change}
        </Link>
      </div>
      {children}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 sm:grid-cols-[9rem_1fr] sm:gap-4">
      <h3 className="font-sans text-sm font-medium tracking-normal text-ink-soft">{label}</h3>
      <div>{children}</div>
    </div>
  );
}
