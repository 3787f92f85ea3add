import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedAddress } from "@/lib/api/types";
import { addAddress, addressesQuery } from "@/lib/questions/addresses";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { recipientTexts as texts } from "../more-texts";
import { Page } from "../page";
import { removeAddress, useRemovals } from "../queries";
import { Removed } from "../removed";
import { RowButtons } from "../row-buttons";
import { RecipientDrawer } from "./recipient-drawer";

const { queryKey } = addressesQuery;

/** The address book. */
export default function RecipientsPage() {
  const { data } = useSuspenseQuery(addressesQuery);
  const [edited, setEdited] = useState<{ saved: SavedAddress | null } | null>(null);
  const removals = useRemovals<SavedAddress>(queryKey, ({ id }) => removeAddress(id), ({ label, recipient }) => addAddress({ label, recipient }));
  const add = <Button onClick={() => setEdited({ saved: null })}>{texts.add}</Button>;
  const { items } = data;
  return (
    <Page title={texts.title} lead={texts.lead} action={items.length > 0 && add}>
      <Removed what={removals.removed?.recipient.name ?? null} undoing={removals.undoing} error={removals.error} onUndo={removals.undo} />
      {items.length === 0 ? (
        <EmptyState title={texts.emptyTitle} action={add}>{texts.emptyText}</EmptyState>
      ) : (
        <ul aria-label={texts.title} className="grid gap-4 sm:grid-cols-2">
          {items.map((saved) => (
            <li key={saved.id} className="flex flex-col justify-between gap-2 rounded-lg bg-card p-5 shadow-lift sm:p-6">
              <Recipient saved={saved} />
              <RowButtons of={saved.recipient.name} busy={removals.removing === saved} onEdit={() => setEdited({ saved })} onRemove={() => removals.remove(saved)} />
            </li>
          ))}
        </ul>
      )}
      <RecipientDrawer key={edited ? (edited.saved?.id ?? "new") : "none"} saved={edited?.saved ?? null} open={edited !== null} onClose={() => setEdited(null)} />
    </Page>
  );
}

function Recipient({ saved: { label, recipient } }: { saved: SavedAddress }) {
  const { name, phone, line1, line2, city, region, postcode } = recipient;
  const town = [city, [region, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <div className="grid gap-1">
      {label && <p className="eyebrow">{label}</p>}
      <h2 className="text-heading">{name}</h2>
      <address className="text-sm text-ink-soft not-italic">
        {[line1, line2, town, phone].filter(Boolean).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </div>
  );
}
