/** A zone: what it is called, where it is, what it costs, how long a stop there takes. */
import { Button, Group, NumberInput, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Amount } from "@/admin/ui/amount-field";
import { Kept } from "./kept";
import { useZone, type Hit, type Zone } from "./queries";
import { texts } from "./texts";
import { isWhole, zoneBody, zoneDraft, type ZoneDraft } from "./zone-draft";

const words = texts.form;
interface Props { zone?: Zone; currency: string; onDone: () => void }

export function ZoneForm({ zone, currency, onDone }: Props) {
  const save = useZone(zone);
  const [hit, setHit] = useState<Hit>([]);
  const [draft, setDraft] = useState(() => zoneDraft(zone, currency));
  if (hit.length > 0) return <Kept booked={hit} onDone={onDone} />;
  const change = (part: Partial<ZoneDraft>) => setDraft({ ...draft, ...part });
  const aboutPostcodes = wordsIf(save.error, "bad_postcodes", "postcode_taken");
  const submit = () =>
    save.mutate(zoneBody(draft, currency), {
      onSuccess: ({ booked }) => { said(texts.saved(draft.name)); if (booked.length > 0) setHit(booked); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isWhole(draft)) submit(); }}>
      <Stack>
        <TextInput label={words.name} value={draft.name} maxLength={80} size="md" required onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
        <Textarea label={words.postcodes} description={words.postcodesMore} error={aboutPostcodes} value={draft.postcodes} autosize minRows={2} maxRows={6} size="md" onChange={({ currentTarget }) => change({ postcodes: currentTarget.value })} />
        <Amounts draft={draft} onChange={change} />
        <Group grow align="flex-start">
          <NumberInput label={words.travel} value={draft.travel} min={0} max={600} allowDecimal={false} size="md" onChange={(value) => change({ travel: Number(value) })} />
          <NumberInput label={words.service} value={draft.service} min={0} max={600} allowDecimal={false} size="md" onChange={(value) => change({ service: Number(value) })} />
        </Group>
        {zone && <Switch label={words.activeZone} checked={draft.active} size="md" onChange={({ currentTarget }) => change({ active: currentTarget.checked })} />}
        {save.error && !aboutPostcodes && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" disabled={!isWhole(draft)} loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}

function Amounts({ draft, onChange }: { draft: ZoneDraft; onChange: (part: Partial<ZoneDraft>) => void }) {
  return (
    <>
      <Amount label={words.fee} value={draft.fee} onChange={(fee) => onChange({ fee })} />
      <Group grow align="flex-end">
        <Amount label={words.freeAbove} value={draft.free} onChange={(free) => onChange({ free })} />
        <Amount label={words.minimum} value={draft.minimum} onChange={(minimum) => onChange({ minimum })} />
      </Group>
    </>
  );
}
