import { Button, Group, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Conflicts } from "./conflicts";
import { useSupplier, type Conflict, type Supplier, type SupplierBody } from "./queries";
import { texts } from "./texts";

/** Somebody who brings stems; of who brings nothing any more, whoever is hit is named. */
export function SupplierForm({ known, onDone }: { known?: Supplier; onDone: () => void }) {
  const save = useSupplier(known);
  const [hit, setHit] = useState<Conflict[]>([]);
  const [draft, setDraft] = useState<SupplierBody>(() => draftOf(known));
  const change = (part: Partial<SupplierBody>) => setDraft((before) => ({ ...before, ...part }));
  if (hit.length > 0) return <Conflicts conflicts={hit} onDone={onDone} />;
  const submit = () =>
    save.mutate(draft, {
      onSuccess: ({ supplier, conflicts }) => { said(texts.saved(supplier.name)); if (conflicts.length > 0) setHit(conflicts); else onDone(); },
    });
  const taken = wordsIf(save.error, "supplier_exists");
  const ready = draft.name.trim() !== "";
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) submit(); }}>
      <Stack>
        <TextInput label={texts.name} value={draft.name} error={taken} maxLength={100} required size="md" data-autofocus onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
        <Group grow align="flex-start">
          <TextInput type="email" label={texts.email} value={draft.email} maxLength={254} size="md" onChange={({ currentTarget }) => change({ email: currentTarget.value })} />
          <TextInput type="tel" label={texts.phone} value={draft.phone} maxLength={40} size="md" onChange={({ currentTarget }) => change({ phone: currentTarget.value })} />
        </Group>
        <Textarea label={texts.note} value={draft.note} maxLength={300} autosize minRows={2} size="md" onChange={({ currentTarget }) => change({ note: currentTarget.value })} />
        {known && <Switch label={texts.active} description={texts.activeMore} checked={draft.active} size="md" onChange={({ currentTarget }) => change({ active: currentTarget.checked })} />}
        {save.error && !taken && <Trouble error={save.error} />}
        <Button type="submit" h={52} disabled={!ready} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

function draftOf(known?: Supplier): SupplierBody {
  const { name = "", email = "", phone = "", note = "", active = true } = known ?? {};
  return { name, email, phone, note, active };
}
