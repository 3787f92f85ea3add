import { useQuery } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { announce } from "@/lib/announcements";
import type { Gets } from "@/lib/api/endpoints";
import { isProblem } from "@/lib/api/problem";
import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { Button, LinkButton } from "@/ui/button";
import { EmptyState, Notice } from "@/ui/states";
import { preferenceTexts } from "../more-texts";
import { subscriptionQuery, useUnsubscribe } from "../queries";

const texts = preferenceTexts.unsubscribe;
type Topic = Gets["/api/unsubscribe/{token}"]["answer"]["topic"];

/** No more letters of a topic, by the link of one and without a login. Opening it ends nothing: mail scanners open links, and press nothing. */
export default function UnsubscribePage() {
  const token = useLocation().hash.slice(1);
  const { data, error } = useQuery(subscriptionQuery(token));
  const topic: Topic = data?.topic ?? "reminders";
  useDocumentTitle(texts.title[topic]);
  if (token === "" || (isProblem(error) && error.status === 404)) {
    return <EmptyState level={1} title={texts.unknownTitle} action={<ToPreferences />}>{texts.unknown}</EmptyState>;
  }
  if (error) return <Notice tone="trouble">{error.message}</Notice>;
  if (!data) return null;
  return data.comes ? <Ask token={token} topic={topic} /> : <Ended token={token} topic={topic} />;
}

function Ask({ token, topic }: { token: string; topic: Topic }) {
  const { mutate, isPending, error } = useUnsubscribe(token, "end");
  return (
    <EmptyState level={1} title={texts.title[topic]} action={<Button busy={isPending} onClick={() => mutate()}>{texts.go[topic]}</Button>}>
      <p>{texts.text[topic]} {texts.stays}</p>
      {error && <Notice tone="trouble">{error.message}</Notice>}
    </EmptyState>
  );
}

function Ended({ token, topic }: { token: string; topic: Topic }) {
  const { mutate, isPending, error } = useUnsubscribe(token, "undo");
  const takeBack = () => mutate(undefined, { onSuccess: () => announce(texts.back) });
  return (
    <EmptyState
      level={1}
      title={texts.doneTitle[topic]}
      action={<><Button kind="quiet" busy={isPending} onClick={takeBack}>{texts.undo}</Button><LinkButton to={links.home} kind="plain">{texts.home}</LinkButton></>}
    >
      <p role="status">{texts.done}</p>
      {error && <Notice tone="trouble">{error.message}</Notice>}
    </EmptyState>
  );
}

const ToPreferences = () => <LinkButton to={links.account("preferences")} kind="quiet">{texts.preferences}</LinkButton>;
