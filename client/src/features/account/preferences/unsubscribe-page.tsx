import { useMutation } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { Button, LinkButton } from "@/ui/button";
import { EmptyState, Notice } from "@/ui/states";
import { preferenceTexts } from "../more-texts";

const texts = preferenceTexts.unsubscribe;

/** No more reminders, by the link of one and without a login. It asks once: mail scanners open links, and press nothing. */
export default function UnsubscribePage() {
  useDocumentTitle(texts.title);
  const token = useLocation().hash.slice(1);
  const { mutate, isSuccess, isPending, error } = useMutation({
    mutationFn: () => api.post("/api/unsubscribe/{token}", { path: { token } }),
  });
  const over = token === "" || (isProblem(error) && error.status === 404);
  const toPreferences = <LinkButton to={links.account("preferences")} kind="quiet">{texts.preferences}</LinkButton>;
  if (over) return <EmptyState level={1} title={texts.unknownTitle} action={toPreferences}>{texts.unknown}</EmptyState>;
  if (isSuccess) {
    return (
      <EmptyState level={1} title={texts.doneTitle} action={<>{toPreferences}<LinkButton to={links.home} kind="plain">{texts.home}</LinkButton></>}>
        <p role="status">{texts.done}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState level={1} title={texts.title} action={<Button busy={isPending} onClick={() => mutate()}>{texts.go}</Button>}>
      <p>{texts.text}</p>
      {error && <Notice tone="trouble">{error.message}</Notice>}
    </EmptyState>
  );
}
