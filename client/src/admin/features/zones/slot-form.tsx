/** A time of a zone: on which days, from when to when, how many, and until when one can order. */
import { Button, Checkbox, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Amount } from "@/admin/ui/amount-field";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Kept } from "./kept";
import { useSlot, type Cutoff, type Hit, type Slot } from "./queries";
import { cutoffOf, isReady, slotBody, slotDraft, type SlotDraft } from "./slot-draft";
import { texts } from "./texts";
import { cutoffWords, wall, weekdayName } from "./words";

const words = texts.form;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
interface Props { slot?: Slot; zoneId: number | null; currency: string; onDone: () => void }
interface Part { draft: SlotDraft; onChange: (part: Partial<SlotDraft>) => void }

export function SlotForm({ slot, zoneId, currency, onDone }: Props) {
  const save = useSlot(slot);
  const [hit, setHit] = useState<Hit>([]);
  const [draft, setDraft] = useState(() => slotDraft(slot, currency));
  if (hit.length > 0) return <Kept booked={hit} onDone={onDone} />;
  const change = (part: Partial<SlotDraft>) => setDraft({ ...draft, ...part });
  const submit = () =>
    save.mutate(slotBody(draft, zoneId, currency), {
      onSuccess: ({ booked }) => { said(texts.saved(`${wall(draft.starts)} – ${wall(draft.ends)}`)); if (booked.length > 0) setHit(booked); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady(draft)) submit(); }}>
      <Stack>
        <Days draft={draft} onChange={change} fixed={slot !== undefined} />
        <Hours draft={draft} onChange={change} />
        <Group grow align="flex-start">
          <NumberInput label={words.capacity} value={draft.capacity} min={0} max={10_000} allowDecimal={false} size="md" onChange={(value) => change({ capacity: Number(value) })} />
          <Amount label={words.extraFee} value={draft.extra} onChange={(extra) => change({ extra })} />
        </Group>
        <Until draft={draft} onChange={change} />
        {slot && <Switch label={words.activeSlot} checked={draft.active} size="md" onChange={({ currentTarget }) => change({ active: currentTarget.checked })} />}
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" disabled={!isReady(draft)} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

function Days({ draft, onChange, fixed }: Part & { fixed: boolean }) {
  return (
    <>
      {!fixed && (
        <div>
          <Text size="md" fw={550} mb={4}>{words.when}</Text>
          <SegmentedControl aria-label={words.when} size="md" fullWidth value={draft.once ? "once" : "weekly"} onChange={(value) => onChange({ once: value === "once" })} data={[{ value: "weekly", label: words.weekly }, { value: "once", label: words.once }]} />
        </div>
      )}
      {draft.once ? (
        <TextInput type="date" label={words.day} value={draft.day} size="md" required disabled={fixed} onChange={({ currentTarget }) => onChange({ day: currentTarget.value })} />
      ) : (
        <Checkbox.Group label={words.weekdays} value={draft.weekdays} size="md" onChange={(weekdays) => onChange({ weekdays: weekdays.toSorted() })}>
          <Group gap="md" mt={4}>
            {WEEK.map((day) => <Checkbox key={day} value={String(day)} label={weekdayName(day)} aria-label={weekdayName(day, "long")} size="md" />)}
          </Group>
        </Checkbox.Group>
      )}
    </>
  );
}

function Hours({ draft: { starts, ends, wholeDay }, onChange }: Part) {
  return (
    <>
      <Group grow align="flex-start">
        <TextInput type="time" label={words.starts} value={starts} size="md" required onChange={({ currentTarget }) => onChange({ starts: currentTarget.value })} />
        <TextInput type="time" label={words.ends} value={ends} size="md" required error={starts && ends && ends <= starts ? words.backwards : undefined} onChange={({ currentTarget }) => onChange({ ends: currentTarget.value })} />
      </Group>
      <Switch label={words.wholeDay} checked={wholeDay} size="md" onChange={({ currentTarget }) => onChange({ wholeDay: currentTarget.checked })} />
    </>
  );
}

function Until({ draft, onChange }: Part) {
  const { kind, days, time, minutes } = draft;
  return (
    <Stack gap="xs">
      <NativeSelect label={words.cutoff} size="md" value={kind} data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as Cutoff["kind"] })} />
      {kind === "minutes_before" ? (
        <NumberInput label={words.minutes} value={minutes} min={0} max={20_160} allowDecimal={false} size="md" onChange={(value) => onChange({ minutes: Number(value) })} />
      ) : (
        <Group grow align="flex-end">
          <NumberInput label={words.days[kind]} value={days} min={0} max={14} allowDecimal={false} size="md" onChange={(value) => onChange({ days: Number(value) })} />
          <TextInput type="time" label={words.time} value={time} size="md" required onChange={({ currentTarget }) => onChange({ time: currentTarget.value })} />
        </Group>
      )}
      {(kind === "minutes_before" || time) && <Text size="sm" c="gray.7" role="status">{texts.until(cutoffWords(cutoffOf(draft)))}</Text>}
    </Stack>
  );
}
