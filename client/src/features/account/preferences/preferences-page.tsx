import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { announce } from "@/lib/announcements";
import type { KeyOccasion, Preferences } from "@/lib/api/types";
import { mine } from "@/lib/mine";
import { Notice } from "@/ui/states";
import { CheckCard } from "../form/check-card";
import { dateTexts, preferenceTexts as texts } from "../more-texts";
import { Page } from "../page";
import { preferencesQuery } from "../queries";

const OCCASIONS = Object.entries(dateTexts.occasions) as [KeyOccasion, string][];

/** What we may write about. What is pressed counts at once, and is taken back when it could not be kept. */
export default function PreferencesPage() {
  const { kept, mutate, error } = useKept();
  const quiet = (occasion: KeyOccasion, silent: boolean) => {
    const others = kept.quiet_occasions.filter((each) => each !== occasion);
    mutate({ ...kept, quiet_occasions: silent ? [...others, occasion] : others });
  };
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="grid max-w-2xl gap-10">
        {error && <Notice tone="trouble">{error.message}</Notice>}
        <Group legend={texts.letters}>
          <CheckCard label={texts.reminders} hint={texts.remindersHint} checked={kept.reminders} onChange={({ target }) => mutate({ ...kept, reminders: target.checked })} />
          <CheckCard label={texts.newsletter} hint={texts.newsletterHint} checked={kept.newsletter} onChange={({ target }) => mutate({ ...kept, newsletter: target.checked })} />
          <CheckCard label={texts.reviews} hint={texts.reviewsHint} checked={kept.reviews} onChange={({ target }) => mutate({ ...kept, reviews: target.checked })} />
        </Group>
        <Group legend={texts.quiet} hint={texts.quietHint}>
          {OCCASIONS.map(([occasion, label]) => (
            <CheckCard key={occasion} label={label} checked={kept.quiet_occasions.includes(occasion)} onChange={({ target }) => quiet(occasion, target.checked)} />
          ))}
        </Group>
      </div>
    </Page>
  );
}

function Group({ legend, hint, children }: { legend: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="font-display text-heading font-[460]">{legend}</legend>
      {hint && <p className="mt-1 text-ink-soft">{hint}</p>}
      <div className="mt-4 grid gap-2.5">{children}</div>
    </fieldset>
  );
}

/** What was pressed is shown at once; the last press speaks for all before it. */
function useKept() {
  const client = useQueryClient();
  const { queryKey } = preferencesQuery;
  const { data } = useSuspenseQuery(preferencesQuery);
  const [wish, setWish] = useState<Preferences | null>(null);
  const write = useMutation({
    scope: { id: "preferences" },
    mutationFn: (body: Preferences) => mine.put("/api/me/preferences", { body }),
    onSuccess: (after) => client.setQueryData(queryKey, after),
  });
  return {
    kept: wish ?? data,
    error: write.error,
    mutate: (next: Preferences) => {
      setWish(next);
      write.mutate(next, { onSuccess: () => announce(texts.saved), onSettled: () => setWish(null) });
    },
  };
}
