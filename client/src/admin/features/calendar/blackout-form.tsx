/** Days that are closed: from when to when, for whom, why, and how often. Whoever is booked is named afterwards. */
import { Button, Group, NativeSelect, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { Booked } from "./booked";
import { bodyOf, choices, draftOf, isReady, type Draft, type Scope } from "./draft";
import { useBlackout, type Blackout, type Hit, type Rules } from "./queries";
import type { Every } from "./recurrence";
import { texts } from "./texts";

interface Props { rules: Rules; known?: Blackout; onDone: () => void }

export function BlackoutForm({ rules, known, onDone }: Props) {
  const save = useBlackout(known);
  const [hit, setHit] = useState<Hit>([]);
  const [draft, setDraft] = useState(() => draftOf(known, rules.today));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  if (hit.length > 0) return <Booked booked={hit} onDone={onDone} />;
  const submit = () =>
    save.mutate(bodyOf(draft), {
      onSuccess: ({ booked }) => { said(texts.saved(draft.reason)); if (booked.length > 0) setHit(booked); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady(draft)) submit(); }}>
      <Stack>
        <Days draft={draft} onChange={change} />
        <ForWhom draft={draft} rules={rules} onChange={change} />
        <ReasonField label={texts.reason} usual={texts.usual} value={draft.reason} onChange={(reason) => change({ reason })} />
        <HowOften draft={draft} onChange={change} />
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" disabled={!isReady(draft)} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

interface Part { draft: Draft; onChange: (part: Partial<Draft>) => void }

function Days({ draft: { first, last }, onChange }: Part) {
  return (
    <Group grow align="flex-start">
      <TextInput type="date" label={texts.from} value={first} size="md" required onChange={({ currentTarget: { value } }) => onChange({ first: value, last: last < value ? value : last })} />
      <TextInput type="date" label={texts.to} value={last} min={first} size="md" required onChange={({ currentTarget }) => onChange({ last: currentTarget.value })} />
    </Group>
  );
}

function ForWhom({ draft: { scope, named }, rules, onChange }: Part & { rules: Rules }) {
  return (
    <>
      <NativeSelect label={texts.whom} size="md" value={scope} data={optionsOf(texts.scopes)} onChange={({ currentTarget }) => onChange({ scope: currentTarget.value as Scope, named: null })} />
      {scope !== "shop" && (
        <Select label={texts.which[scope]} searchable size="md" value={named} onChange={(next) => onChange({ named: next })} data={choices(rules, scope)} withScrollArea={false} comboboxProps={{ withinPortal: false }} styles={{ options: { maxHeight: 240, overflowY: "auto" } }} />
      )}
    </>
  );
}

/** A rule of its own is offered only to whoever has one. */
function HowOften({ draft: { last, repeat }, onChange }: Part) {
  const { every } = repeat;
  const known = optionsOf(texts.repeat).filter(({ value }) => value !== "other" || every === "other");
  const say = (part: Partial<Draft["repeat"]>) => onChange({ repeat: { ...repeat, ...part } });
  return (
    <Group grow align="flex-start">
      <NativeSelect label={texts.repeats} size="md" value={every} data={known} onChange={({ currentTarget }) => say({ every: currentTarget.value as Every })} />
      {every === "other" && <TextInput label={texts.rule} size="md" value={repeat.rule} onChange={({ currentTarget }) => say({ rule: currentTarget.value })} />}
      {every !== "other" && every !== "" && <TextInput type="date" label={texts.until} size="md" required min={last} value={repeat.until} onChange={({ currentTarget }) => say({ until: currentTarget.value })} />}
    </Group>
  );
}

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
