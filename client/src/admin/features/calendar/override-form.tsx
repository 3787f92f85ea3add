/** What is said of one day itself: open in spite of everything, or closed; and perhaps only some products. */
import { Button, MultiSelect, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { Booked } from "./booked";
import { useOverride, type Hit, type Override, type Rules } from "./queries";
import { texts } from "./texts";

interface Props { rules: Rules; known?: Override; onDone: () => void }
interface Draft { date: string; name: string; open: boolean; only: string[] }

export function OverrideForm({ rules, known, onDone }: Props) {
  const save = useOverride();
  const [hit, setHit] = useState<Hit>([]);
  const [draft, setDraft] = useState(() => draftOf(known, rules.today));
  if (hit.length > 0) return <Booked booked={hit} onDone={onDone} />;
  const ready = draft.name.trim() !== "" && draft.date >= rules.today;
  const submit = () =>
    save.mutate(bodyOf(draft, rules), {
      onSuccess: ({ booked }) => { said(texts.saved(draft.name)); if (booked.length > 0) setHit(booked); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) submit(); }}>
      <Stack>
        <Fields rules={rules} draft={draft} fixed={known !== undefined} onChange={(part) => setDraft({ ...draft, ...part })} />
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" disabled={!ready} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

interface FieldsProps { rules: Rules; draft: Draft; fixed: boolean; onChange: (part: Partial<Draft>) => void }

function Fields({ rules, draft: { date, name, open, only }, fixed, onChange }: FieldsProps) {
  return (
    <>
      <TextInput type="date" label={texts.day} value={date} min={rules.today} size="md" required disabled={fixed} onChange={({ currentTarget }) => onChange({ date: currentTarget.value })} />
      <ReasonField label={texts.name} usual={texts.names} value={name} onChange={(next) => onChange({ name: next })} />
      <div>
        <Text size="md" fw={550} mb={4}>{texts.how}</Text>
        <SegmentedControl aria-label={texts.how} size="md" fullWidth value={open ? "open" : "closed"} onChange={(value) => onChange({ open: value === "open" })} data={[{ value: "open", label: texts.open }, { value: "closed", label: texts.closed }]} />
      </div>
      {open && (
        <MultiSelect label={texts.range} searchable clearable size="md" value={only} onChange={(next) => onChange({ only: next })} data={rules.products.map(({ id, name: product }) => ({ value: String(id), label: product }))} withScrollArea={false} comboboxProps={{ withinPortal: false }} styles={{ options: { maxHeight: 240, overflowY: "auto" } }} />
      )}
    </>
  );
}

function draftOf(known: Override | undefined, today: string): Draft {
  const { date = today, name = "", open = true } = known ?? {};
  return { date, name, open, only: (known?.product_ids ?? []).map(String) };
}

/** A day of which something is said already is said anew. */
function bodyOf({ date, name, open, only }: Draft, rules: Rules) {
  const there = rules.overrides.find((each) => each.date === date);
  return { date, version: there?.version ?? null, name, open, product_ids: open && only.length > 0 ? only.map(Number) : null };
}
