import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/lib/announcements";
import { isProblem } from "@/lib/api/problem";
import type { SavedAddress } from "@/lib/api/types";
import { KINDS_OF_PLACE } from "@/lib/places";
import { addAddress, addressesQuery } from "@/lib/questions/addresses";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/states";
import { TextArea } from "@/ui/text-area";
import { Select, TextField } from "@/ui/text-field";
import { Form } from "../form/form";
import { useSentForm } from "../form/use-sent-form";
import { recipientTexts as texts } from "../more-texts";
import { changeAddress } from "../queries";
import { texts as common } from "../texts";
import { bodyOf, entryOf, schema } from "./recipient-form";

interface Props { saved: SavedAddress | null; open: boolean; onClose: () => void }

/** Writes a recipient down, or mends her. */
export function RecipientDrawer({ saved, open, onClose }: Props) {
  const client = useQueryClient();
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: entryOf(saved),
    send: (entry) => (saved ? changeAddress(saved.id, { version: saved.version, ...bodyOf(entry, saved) }) : addAddress(bodyOf(entry, null))),
    onDone: ({ recipient }) => {
      void client.invalidateQueries({ queryKey: addressesQuery.queryKey });
      toast(texts.saved(recipient.name));
      onClose();
    },
  });
  const elsewhere = isProblem(trouble, "version_conflict");
  return (
    <Dialog open={open} onClose={onClose} title={saved ? texts.editTitle : texts.addTitle}>
      <Form onSubmit={submit} busy={busy} trouble={elsewhere ? null : trouble} action={common.save} wide className="pt-2">
        <TextField label={texts.name} autoComplete="off" {...field("name")} />
        <TextField label={texts.label} hint={texts.labelHint} optional autoComplete="off" {...field("label")} />
        <TextField label={texts.phone} type="tel" hint={texts.phoneHint} autoComplete="off" {...field("phone")} />
        <TextField label={texts.line1} autoComplete="off" {...field("line1")} />
        <TextField label={texts.line2} optional autoComplete="off" {...field("line2")} />
        <div className="grid grid-cols-2 items-start gap-4">
          <TextField label={texts.city} autoComplete="off" {...field("city")} />
          <TextField label={texts.region} autoComplete="off" {...field("region")} />
        </div>
        <TextField label={texts.postcode} inputMode="numeric" autoComplete="off" {...field("postcode")} />
        <Select label={texts.kind} {...field("kind_of_place")}>
          {KINDS_OF_PLACE.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
        <TextField label={texts.safePlace} hint={texts.safePlaceHint} optional {...field("safe_place")} />
        <TextArea label={texts.notes} rows={2} optional {...field("notes")} />
        {elsewhere && <Notice tone="trouble">{common.changedElsewhere}</Notice>}
      </Form>
    </Dialog>
  );
}
