import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { KeyDate } from "@/lib/api/types";
import { links } from "@/lib/links";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Link } from "@/ui/link";
import { EmptyState } from "@/ui/states";
import { dateTexts as texts } from "../more-texts";
import { Page } from "../page";
import { addKeyDate, keyDatesQuery, removeKeyDate, useRemovals } from "../queries";
import { Removed } from "../removed";
import { RowButtons } from "../row-buttons";
import { KeyDateDrawer } from "./key-date-drawer";
import { bodyOf, entryOf } from "./key-date-form";
import { DayLeaf, DayWords } from "./next-day";

const { queryKey } = keyDatesQuery;

/** Whose day comes when; the next one first. */
export default function KeyDatesPage() {
  const { data } = useSuspenseQuery(keyDatesQuery);
  const [edited, setEdited] = useState<{ kept: KeyDate | null } | null>(null);
  const removals = useRemovals<KeyDate>(queryKey, ({ id }) => removeKeyDate(id), (kept) => addKeyDate(bodyOf(entryOf(kept))));
  const add = <Button onClick={() => setEdited({ kept: null })}>{texts.add}</Button>;
  const { items } = data;
  const { removed } = removals;
  return (
    <Page title={texts.title} lead={texts.lead} action={items.length > 0 && add}>
      <Removed what={removed && texts.who(removed.person, removed.occasion)} undoing={removals.undoing} error={removals.error} onUndo={removals.undo} />
      {items.length === 0 ? (
        <EmptyState title={texts.emptyTitle} action={add}>{texts.emptyText}</EmptyState>
      ) : (
        <ul aria-label={texts.title} className="divide-y divide-line">
          {items.map((kept) => (
            <li key={kept.id} className="flex gap-4 py-5 first:pt-0">
              <DayLeaf day={kept.next_date} />
              <div className="grid grow gap-1">
                <KeyDateWords kept={kept} />
                <RowButtons of={texts.who(kept.person, kept.occasion)} busy={removals.removing === kept} onEdit={() => setEdited({ kept })} onRemove={() => removals.remove(kept)}>
                  <Link to={links.flowers()} aria-label={texts.findFor(kept.person)} className="link inline-flex min-h-11 items-center text-sm font-medium text-green">
                    {texts.findFlowers}
                  </Link>
                </RowButtons>
              </div>
            </li>
          ))}
        </ul>
      )}
      <KeyDateDrawer key={edited ? (edited.kept?.id ?? "new") : "none"} kept={edited?.kept ?? null} open={edited !== null} onClose={() => setEdited(null)} />
    </Page>
  );
}

function KeyDateWords({ kept: { person, occasion, next_date, remind } }: { kept: KeyDate }) {
  return (
    <div className="grid gap-1">
      <h2 className="text-heading">{person}</h2>
      <p className="text-sm">
        {texts.occasions[occasion]}
        <span className="text-ink-soft">
          {" "}
          · <DayWords day={next_date} />
        </span>
      </p>
      {!remind && (
        <p>
          <Badge>{texts.silent}</Badge>
        </p>
      )}
    </div>
  );
}
