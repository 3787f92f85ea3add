import type { ReactNode } from "react";
import type { Order } from "@/lib/api/types";
import { links } from "@/lib/links";
import { useMe } from "@/lib/questions/me";
import { LinkButton } from "@/ui/button";
import { keepTexts as texts } from "./texts";

/** An order that is no account's yet can be kept: by a new account, or by the one that is open. */
export function KeepOrder({ order }: { order: Order }) {
  const me = useMe();
  const { name, email } = order.buyer;
  if (!order.can_claim) return null;
  if (me === null) {
    return (
      <Panel title={texts.title} text={texts.text}>
        <LinkButton to={links.door("sign-up", links.claim)} state={{ name, email }}>{texts.signUp}</LinkButton>
        <LinkButton to={links.door("login", links.claim)} state={{ email }} kind="plain">{texts.logIn}</LinkButton>
      </Panel>
    );
  }
  if (me?.role !== "customer") return null;
  return (
    <Panel title={texts.claimTitle} text={texts.claimText}>
      <LinkButton to={links.claim} state={{ email }}>{texts.claim}</LinkButton>
    </Panel>
  );
}

function Panel({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid justify-items-start gap-3 rounded-lg bg-petal-wash p-6 lg:p-8">
      <h2 className="text-heading">{title}</h2>
      <p className="max-w-prose">{text}</p>
      <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-2">{children}</div>
    </section>
  );
}
