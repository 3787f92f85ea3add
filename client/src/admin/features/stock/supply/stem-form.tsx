import { Button, Group, MultiSelect, NumberInput, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { minorUnits } from "@/lib/money";
import { useStem, useSubstitutes, type Stem, type Supplier } from "./queries";
import { texts } from "./texts";

interface Props { stem: Stem; stems: Stem[]; suppliers: Supplier[]; onDone: () => void }

const LIST = { withScrollArea: false, comboboxProps: { withinPortal: false }, styles: { options: { maxHeight: 200, overflowY: "auto" as const } } };

/** What one says of a stem. What may stand in for it is written with the rest, when it has changed. */
export function StemForm({ stem, stems, suppliers, onDone }: Props) {
  const units = minorUnits(stem.unit_cost.currency);
  const [cost, setCost] = useState(stem.unit_cost.amount / units);
  const [point, setPoint] = useState(stem.reorder_point);
  const [lead, setLead] = useState(stem.lead_days);
  const [supplier, setSupplier] = useState(stem.supplier_id === null ? null : String(stem.supplier_id));
  const [instead, setInstead] = useState(stem.substitute_ids.map(String));
  const { save, error, pending } = useSaving(stem, onDone);
  const submit = () =>
    save({ unit_cost: Math.round(cost * units), reorder_point: point, lead_days: lead, supplier_id: supplier === null ? null : Number(supplier) }, instead.map(Number));
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Stack>
        <Group grow align="flex-end">
          <NumberInput label={texts.cost} value={cost} min={0} decimalScale={2} fixedDecimalScale hideControls size="md" onChange={(next) => { if (typeof next === "number") setCost(next); }} />
          <NumberInput label={texts.reorder} value={point} min={0} max={100_000} allowDecimal={false} hideControls size="md" onChange={(next) => { if (typeof next === "number") setPoint(next); }} />
        </Group>
        <Select label={texts.supplier} description={texts.supplierMore} placeholder={texts.nobody} clearable size="md" value={supplier} data={suppliers.map(({ id, name }) => ({ value: String(id), label: name }))} onChange={setSupplier} {...LIST} />
        <NumberInput label={texts.lead} value={lead} min={0} max={60} allowDecimal={false} hideControls size="md" onChange={(next) => { if (typeof next === "number") setLead(next); }} />
        <MultiSelect label={texts.substitutes} searchable hidePickedOptions size="md" maxValues={20} value={instead} data={stems.filter(({ id }) => id !== stem.id).map(({ id, name }) => ({ value: String(id), label: name }))} onChange={setInstead} {...LIST} />
        {error && <Trouble error={error} />}
        <Button type="submit" h={52} loading={pending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

type Facts = Omit<Parameters<ReturnType<typeof useStem>["mutate"]>[0], "version">;

/** Two writes, the second with the version that the first has left. */
function useSaving(stem: Stem, onDone: () => void) {
  const facts = useStem(stem);
  const substitutes = useSubstitutes(stem);
  const done = () => { onDone(); said(texts.saved(stem.name)); };
  const save = (body: Facts, stem_ids: number[]) =>
    facts.mutate({ ...body, version: stem.version }, {
      onSuccess: ({ version }) => {
        if (stem_ids.join() === stem.substitute_ids.join()) done();
        else substitutes.mutate({ stem_ids, version }, { onSuccess: done });
      },
    });
  return { save, error: facts.error ?? substitutes.error, pending: facts.isPending || substitutes.isPending };
}
