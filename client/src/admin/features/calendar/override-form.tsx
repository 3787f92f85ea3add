/** What is said of one day itself: open in spite of everything, or closed; other places, other times, only some products. */
import { Button, Group, MultiSelect, NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { Booked } from "./booked";
import { useOverride, type Hit, type Rules } from "./queries";
import { bodyOf, specialOf, type Begun, type Special } from "./special";
import { texts } from "./texts";

interface Props { rules: Rules; known?: Begun; onDone: () => void }

export function OverrideForm({ rules, known, onDone }: Props) {
  const save = useOverride();
  const [hit, setHit] = useState<Hit>([]);
  const [draft, setDraft] = useState(() => specialOf(known, rules.today));
  if (hit.length > 0) return <Booked booked={hit} onDone={onDone} />;
  const ready = draft.name.trim() !== "" && draft.date >= rules.today;
  const change = (part: Partial<Special>) => setDraft({ ...draft, ...part });
  const submit = () =>
    save.mutate(bodyOf(draft, rules), {
      onSuccess: ({ booked }) => { said(texts.saved(draft.name)); if (booked.length > 0) setHit(booked); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) submit(); }}>
      <Stack>
        <Fields rules={rules} draft={draft} fixed={known !== undefined} onChange={change} />
        {draft.open && <Otherwise rules={rules} draft={draft} onChange={change} />}
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" disabled={!ready} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

interface Part { rules: Rules; draft: Special; onChange: (part: Partial<Special>) => void }

function Fields({ rules, draft: { date, name, open }, fixed, onChange }: Part & { fixed: boolean }) {
  return (
    <>
      <TextInput type="date" label={texts.day} value={date} min={rules.today} size="md" required disabled={fixed} onChange={({ currentTarget }) => onChange({ date: currentTarget.value })} />
      <ReasonField label={texts.name} usual={texts.names} value={name} onChange={(next) => onChange({ name: next })} />
      <div>
        <Text size="md" fw={550} mb={4}>{texts.how}</Text>
        <SegmentedControl aria-label={texts.how} size="md" fullWidth value={open ? "open" : "closed"} onChange={(value) => onChange({ open: value === "open" })} data={[{ value: "open", label: texts.open }, { value: "closed", label: texts.closed }]} />
      </div>
    </>
  );
}

/** What is another on an open day; empty is as usual. */
function Otherwise({ rules, draft: { only, percent, last, own }, onChange }: Part) {
  return (
    <>
      <MultiSelect label={texts.range} searchable clearable size="md" value={only} onChange={(next) => onChange({ only: next })} data={rules.products.map(({ id, name }) => ({ value: String(id), label: name }))} withScrollArea={false} comboboxProps={{ withinPortal: false }} styles={{ options: { maxHeight: 240, overflowY: "auto" } }} />
      <Group grow align="flex-end">
        <NumberInput label={texts.percent} value={percent} min={0} max={1_000} allowDecimal={false} suffix=" %" size="md" onChange={(next) => onChange({ percent: next })} />
        <TextInput type="datetime-local" label={texts.lastOrder} value={last} size="md" onChange={({ currentTarget }) => onChange({ last: currentTarget.value })} />
      </Group>
      <Switch label={texts.ownSlots} description={texts.ownSlotsMore} checked={own} size="md" onChange={({ currentTarget }) => onChange({ own: currentTarget.checked })} />
    </>
  );
}
