/** What has come: which stem, how many; how long it lasts is proposed. */
import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dayAfter } from "@/admin/lib/days";
import { Trouble } from "@/admin/ui/faces";
import { NumberPad } from "@/admin/ui/number-pad";
import { said } from "@/admin/ui/said";
import { minorUnits } from "@/lib/money";
import { stemsQuery, useReceive, type Stem } from "./queries";
import { StemSelect } from "./stem-select";
import { texts } from "./texts";

interface Props { stemId?: number; today: string; onDone: () => void }

export function ReceivePanel({ stemId, today, onDone }: Props) {
  const { data } = useSuspenseQuery(stemsQuery);
  const receive = useReceive();
  const [chosen, setChosen] = useState(stemId === undefined ? null : String(stemId));
  const [digits, setDigits] = useState("");
  const [came, setCame] = useState(today);
  const [end, setEnd] = useState<string | null>(null);
  const [price, setPrice] = useState<number | null>(null);
  const stem = data.items.find(({ id }) => String(id) === chosen);
  const ready = stem !== undefined && Number(digits) > 0;
  const submit = () => {
    if (!ready) return;
    receive.mutate(
      {
        stem_id: stem.id,
        quantity: Number(digits),
        arrived: came,
        vase_life_end: stem.perishable ? end : null,
        unit_cost: price === null ? null : Math.round(price * minorUnits(stem.unit_cost.currency)),
      },
      { onSuccess: ({ lot }) => { onDone(); said(texts.received(lot.capacity, stem.name)); } },
    );
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Stack>
        {stemId === undefined && (
          <StemSelect label={texts.stem} value={chosen} data={data.items.map(({ id, name }) => ({ value: String(id), label: name }))} onChange={(next) => { setChosen(next); setEnd(null); }} />
        )}
        <NumberPad label={texts.howManyCame} digits={digits} onChange={setDigits} />
        <Group grow align="flex-start">
          <TextInput type="date" label={texts.came} value={came} max={today} size="md" onChange={({ currentTarget }) => { if (currentTarget.value) setCame(currentTarget.value); }} />
          {stem?.perishable && (
            <TextInput type="date" label={texts.end} description={texts.endMore(stem.vase_days)} inputWrapperOrder={["label", "input", "description"]} value={end ?? proposedEnd(stem, came, today)} size="md" onChange={({ currentTarget }) => setEnd(currentTarget.value || null)} />
          )}
        </Group>
        <NumberInput label={texts.price} value={price ?? ""} min={0} decimalScale={2} hideControls size="md" onChange={(next) => setPrice(typeof next === "number" ? next : null)} />
        {receive.error && <Trouble error={receive.error} />}
        <Button type="submit" h={56} fz="lg" disabled={!ready} loading={receive.isPending}>{texts.receive}</Button>
      </Stack>
    </form>
  );
}

/** The server proposes for what comes today; what came earlier ends as much earlier. */
function proposedEnd(stem: Stem, came: string, today: string): string {
  if (!stem.proposed_end) return "";
  const ago = Math.round((Date.parse(today) - Date.parse(came)) / 86_400_000);
  return dayAfter(stem.proposed_end, -ago);
}
