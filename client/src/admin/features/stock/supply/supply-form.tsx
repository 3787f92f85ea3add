/** What a supplier brings of a stem: on which days, how many, in which months, and how long before it is ordered. */
import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { stemsQuery } from "../queries";
import { StemSelect } from "../stem-select";
import { Conflicts } from "./conflicts";
import { useSupply, type Conflict, type Said, type Supplier, type Supply, type SupplyBody } from "./queries";
import { texts } from "./texts";
import { MONTHS, monthName, WEEKDAYS, weekdayName } from "./week";

/** `onBack`: what it was before, to be said again. */
interface Props { supplier: Supplier; known?: Supply; onDone: () => void; onBack: (before: Said) => void }

export function SupplyForm({ supplier, known, onDone, onBack }: Props) {
  const { data } = useSuspenseQuery(stemsQuery);
  const save = useSupply();
  const [hit, setHit] = useState<Conflict[]>([]);
  const [stem, setStem] = useState<number | null>(known?.stem_id ?? null);
  const [draft, setDraft] = useState<SupplyBody>(() => draftOf(known));
  const change = (part: Partial<SupplyBody>) => setDraft((before) => ({ ...before, ...part }));
  if (hit.length > 0) return <Conflicts conflicts={hit} onDone={onDone} />;
  const others = data.items.filter(({ id }) => supplier.supplies.every(({ stem_id }) => stem_id !== id));
  const submit = (stem_id: number) =>
    save.mutate({ supplier_id: supplier.id, stem_id, ...draft, version: known?.version ?? null }, {
      onSuccess: ({ conflicts, supplier: after }) => { said(texts.saved(supplier.name), undo(after)); if (conflicts.length > 0) setHit(conflicts); else onDone(); },
    });
  const undo = (after: Supplier) => {
    const version = after.supplies.find(({ stem_id }) => stem_id === known?.stem_id)?.version;
    if (known && version !== undefined) return () => onBack({ ...draftOf(known), supplier_id: supplier.id, stem_id: known.stem_id, version });
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (stem !== null) submit(stem); }}>
      <Stack>
        {!known && <StemSelect label={texts.stem} value={stem === null ? null : String(stem)} data={others.map(({ id, name }) => ({ value: String(id), label: name }))} onChange={(next) => setStem(next === null ? null : Number(next))} />}
        <Days draft={draft} onChange={change} />
        <Amounts draft={draft} onChange={change} />
        <Months draft={draft} onChange={change} />
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} disabled={stem === null} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

interface Part { draft: SupplyBody; onChange: (part: Partial<SupplyBody>) => void }

function Days({ draft: { weekdays }, onChange }: Part) {
  return (
    <Checkbox.Group label={texts.weekdays} value={weekdays.map(String)} onChange={(next) => onChange({ weekdays: next.map(Number) })}>
      <Group gap="md" mt={6}>
        {WEEKDAYS.map((day) => <Checkbox key={day} value={String(day)} label={weekdayName(day)} size="md" />)}
      </Group>
    </Checkbox.Group>
  );
}

function Amounts({ draft: { quantity, bunch, order_days_before, arrives }, onChange }: Part) {
  return (
    <>
      <Group grow align="flex-end">
        <Count label={texts.quantity} value={quantity} max={100_000} onChange={(next) => onChange({ quantity: next })} />
        <Count label={texts.bunch} value={bunch} min={1} max={1_000} onChange={(next) => onChange({ bunch: next })} />
      </Group>
      <Group grow align="flex-end">
        <Count label={texts.before} value={order_days_before} max={60} onChange={(next) => onChange({ order_days_before: next })} />
        <TextInput type="time" label={texts.arrivesAt} value={arrives} required size="md" onChange={({ currentTarget }) => onChange({ arrives: currentTarget.value })} />
      </Group>
    </>
  );
}

function Count({ label, value, min = 0, max, onChange }: { label: string; value: number; min?: number; max: number; onChange: (value: number) => void }) {
  return <NumberInput label={label} value={value} min={min} max={max} allowDecimal={false} hideControls size="md" onChange={(next) => { if (typeof next === "number") onChange(next); }} />;
}

function Months({ draft: { first_month, last_month }, onChange }: Part) {
  const data = MONTHS.map((each) => ({ value: String(each), label: monthName(each) }));
  return (
    <Group grow>
      <NativeSelect label={texts.fromMonth} data={data} size="md" value={String(first_month)} onChange={({ currentTarget }) => onChange({ first_month: Number(currentTarget.value) })} />
      <NativeSelect label={texts.toMonth} data={data} size="md" value={String(last_month)} onChange={({ currentTarget }) => onChange({ last_month: Number(currentTarget.value) })} />
    </Group>
  );
}

function draftOf(known?: Supply): SupplyBody {
  if (!known) return { weekdays: [], quantity: 100, bunch: 10, arrives: "05:00", order_days_before: 2, first_month: 1, last_month: 12, version: null };
  const { weekdays, quantity, bunch, arrives, order_days_before, first_month, last_month, version } = known;
  return { weekdays, quantity, bunch, arrives, order_days_before, first_month, last_month, version };
}
