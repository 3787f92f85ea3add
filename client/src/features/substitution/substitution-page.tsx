import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import type { Asked } from "@/lib/api/types";
import { formatDay, formatInstant } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { Button, LinkButton } from "@/ui/button";
import { LineItem } from "@/ui/line-item";
import { EmptyState, Notice } from "@/ui/states";
import { askedQuery, useAnswer } from "./queries";
import { texts } from "./texts";

/**
 * The question of a letter, answered without a login: its secret stands behind the #. One press says it: a link alone does not,
 * because mail scanners open links.
 */
export default function SubstitutionPage() {
  const { hash } = useLocation();
  const [{ token, answer }] = useState(() => partsOf(hash));
  useDocumentTitle(texts.title);
  return token ? <Known token={token} answer={answer} /> : <Unknown />;
}

function partsOf(hash: string): { token: string; answer: string } {
  const parts = new URLSearchParams(hash.slice(1));
  return { token: parts.get("token") ?? "", answer: parts.get("answer") ?? "" };
}

function Known({ token, answer }: { token: string; answer: string }) {
  const { data: asked } = useSuspenseQuery(askedQuery(token));
  if (!asked) return <Unknown />;
  if (asked.state === "proposed" && !asked.over) return <Question asked={asked} token={token} wanted={answer} />;
  return <Ended asked={asked} />;
}

function Question({ asked, token, wanted }: { asked: Asked; token: string; wanted: string }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const { mutate, isPending, variables, error } = useAnswer(token);
  const { number, recipient_name, date, slot_label, reason, deadline, by_default, comes_back } = asked;
  const yes = <Button key="yes" size="lg" kind={wanted === "decline" ? "quiet" : "primary"} busy={isPending && variables === "approve"} disabled={isPending} onClick={() => mutate("approve")}>{texts.approve}</Button>;
  const no = comes_back && (
    <Button key="no" size="lg" kind={wanted === "decline" ? "primary" : "quiet"} busy={isPending && variables === "decline"} disabled={isPending} onClick={() => mutate("decline")}>
      {texts.decline(formatMoney(comes_back))}
    </Button>
  );
  return (
    <div className="page grid max-w-2xl gap-6 pt-8 lg:pt-14">
      <div className="grid gap-2">
        <p className="eyebrow">{texts.order(number)}</p>
        <h1 className="text-title">{texts.title}</h1>
        <p className="text-ink-soft">{texts.lead}</p>
        <p>{texts.what(recipient_name, formatDay(date, "words"), slot_label)}</p>
      </div>
      <Stems asked={asked} />
      {reason && <p><span className="font-medium">{texts.why}:</span> {reason}</p>}
      {error && <Notice tone="trouble">{error.message}</Notice>}
      <div className="flex flex-wrap gap-3">{wanted === "decline" ? [no, yes] : [yes, no]}</div>
      <p className="text-sm text-ink-soft">
        <span className="font-medium text-ink">{texts.until(formatInstant(deadline, shop.time_zone))}</span> {texts.byDefault[by_default]}
      </p>
    </div>
  );
}

/** What we would take instead of what, and which flowers of the order that is about. */
function Stems({ asked: { stems, lines } }: { asked: Asked }) {
  return (
    <div className="grid gap-5 rounded-lg bg-card p-6 shadow-lift">
      <section className="grid gap-3">
        <h2 className="font-sans text-sm font-medium tracking-normal text-ink-soft">{texts.instead}</h2>
        <ul className="grid gap-3">
          {stems.map(({ quantity, taken, name, colors, instead_of, instead_of_colors }) => (
            <li key={`${name} ${instead_of}`}>
              <p className="font-display text-heading">{texts.stems(taken, name)}</p>
              {colors.length > 0 && <p className="text-sm">{texts.colors(colors)}</p>}
              <p className="mt-1 text-sm text-ink-soft">
                {texts.insteadOf(quantity, instead_of)}
                {instead_of_colors.length > 0 && ` (${texts.colors(instead_of_colors)})`}
              </p>
            </li>
          ))}
        </ul>
        <p className="text-sm">{texts.worth}</p>
      </section>
      <section className="grid gap-3 border-t border-line pt-4">
        <h2 className="font-sans text-sm font-medium tracking-normal text-ink-soft">{texts.inIt(lines.length)}</h2>
        <ul className="grid gap-3">
          {lines.map(({ product_name, variant_label, image_url, quantity }) => (
            <li key={`${product_name} ${variant_label}`}>
              <LineItem small image={image_url} name={product_name} detail={texts.piece(quantity, variant_label)} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Ended({ asked: { number, state, over } }: { asked: Asked }) {
  const words = texts.ended[over ? "over" : state];
  return (
    <EmptyState level={1} title={words?.title ?? texts.title} action={<LinkButton to={links.order(number)}>{texts.seeOrder}</LinkButton>}>
      <p role="status">{words?.text}</p>
    </EmptyState>
  );
}

function Unknown() {
  return (
    <EmptyState level={1} title={texts.unknownTitle} action={<LinkButton to={links.home} kind="quiet">{texts.home}</LinkButton>}>
      {texts.unknown}
    </EmptyState>
  );
}
