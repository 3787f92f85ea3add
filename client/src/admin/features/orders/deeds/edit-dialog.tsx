/** Mending recipient and card. Whoever is second sees both versions and decides. */
import { useState } from "react";
import { mine } from "@/lib/mine";
import { entryOf, FIELDS, postcodeOf, recipientOf, type Entry } from "@/admin/lib/recipient";
import { recipientTexts } from "@/admin/ui/recipient-texts";
import { said } from "@/admin/ui/said";
import type { DeskDelivery, DeskOrder } from "../queries";
import { conflictTexts, editTexts as texts } from "../texts";
import { Conflict } from "./conflict";
import type { Difference } from "./differences";
import { Dialog } from "@/admin/ui/dialog";
import { EditForm } from "./edit-form";
import { newestOf, useDeed, useUndo } from "./use-deed";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }
interface Write { entry: Entry; version: number }

export function EditDialog({ order, delivery, onClose }: Props) {
  // What the form began with stays, whatever the page learns meanwhile.
  const [start] = useState(delivery);
  const [draft, setDraft] = useState<Entry>(() => entryOf(start));
  const send = ({ entry, version }: Write) =>
    mine.patch("/api/admin/deliveries/{delivery_id}", {
      path: { delivery_id: start.id },
      body: { version, recipient: { ...recipientOf(entry), postcode: postcodeOf(entry, start.method) }, card_message: entry.card_message },
    });
  const edit = useDeed(order.number, send);
  const undo = useUndo(order.number);
  const current = newestOf(edit.error)?.deliveries.find(({ id }) => id === start.id);

  function write(entry: Entry, version: number) {
    setDraft(entry);
    edit.mutate({ entry, version }, {
      onSuccess: (after) => {
        onClose();
        const written = after.deliveries.find(({ id }) => id === start.id);
        const changed = written !== undefined && written.version !== version;
        const before = entryOf(current ?? start);
        said(texts.saved, changed ? undo(texts.putBack, () => send({ entry: before, version: written.version })) : undefined);
      },
    });
  }
  return (
    <Dialog title={texts.title} size="xl" onClose={onClose}>
      {current ? (
        <Conflict differences={between(entryOf(current), draft)} busy={edit.isPending} onTheirs={onClose} onMine={() => write(draft, current.version)} />
      ) : (
        <EditForm entry={draft} delivery={start} limit={order.card_message_limit} error={edit.error} busy={edit.isPending} onWrite={(entry) => write(entry, start.version)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function between(theirs: Entry, mine: Entry): Difference[] {
  const words = (value: string | boolean) => (typeof value === "boolean" ? (value ? texts.yes : texts.no) : value || conflictTexts.nothing);
  return FIELDS.filter((field) => theirs[field] !== mine[field]).map((field) => ({ name: recipientTexts[field], theirs: words(theirs[field]), mine: words(mine[field]) }));
}
