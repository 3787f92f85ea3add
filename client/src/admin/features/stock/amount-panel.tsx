/** Counting and throwing away: digits, a reason where one is owed, save. What comes short by it is shown at once. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Trouble, wordsOf } from "@/admin/ui/faces";
import { NumberPad } from "@/admin/ui/number-pad";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { isProblem } from "@/lib/api/problem";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { useCount, useWaste, type Lot, type LotChanged, type StemStock } from "./queries";
import { texts } from "./texts";

interface Props { what: "count" | "waste"; stem: StemStock; lot: Lot; onDone: () => void; onSubstitute: (day: DayString) => void }

export function AmountPanel({ what, stem, lot, onDone, onSubstitute }: Props) {
  const [short, setShort] = useState<LotChanged | null>(null);
  const amount = useAmount(what, stem, lot);
  if (short) return <Short changed={short} onLater={onDone} onSubstitute={onSubstitute} />;
  const save = (number: number, reason: string) =>
    amount.save(number, reason, (changed) => (changed.conflicts.length > 0 ? setShort(changed) : onDone()));
  const form = { there: lot.capacity, error: amount.error, pending: amount.pending, onSave: save };
  return what === "count" ? <CountForm {...form} /> : <WasteForm {...form} />;
}

interface FormProps { there: number; error: Error | null; pending: boolean; onSave: (amount: number, reason: string) => void }

function CountForm({ there, error, pending, onSave }: FormProps) {
  const [digits, setDigits] = useState("");
  return (
    <Form ready={digits !== ""} onSubmit={() => onSave(Number(digits), texts.whyCount)}>
      <NumberPad label={texts.howMany} digits={digits} onChange={setDigits} />
      <Books there={there} error={error} />
      <Button type="submit" h={56} fz="lg" disabled={digits === ""} loading={pending}>{texts.save(digits)}</Button>
    </Form>
  );
}

function WasteForm({ there, error, pending, onSave }: FormProps) {
  const [digits, setDigits] = useState("");
  const [reason, setReason] = useState<string>(texts.whyWaste[0]);
  const ready = Number(digits) > 0 && reason.trim() !== "";
  return (
    <Form ready={ready} onSubmit={() => onSave(Number(digits), reason)}>
      <NumberPad label={texts.howManyWaste} digits={digits} onChange={setDigits} />
      <ReasonField label={texts.why} usual={texts.whyWaste} value={reason} onChange={setReason} />
      <Books there={there} error={error} />
      <Button type="submit" h={56} fz="lg" color="petal" disabled={!ready} loading={pending}>{texts.wasteNow(digits)}</Button>
    </Form>
  );
}

function Form({ ready, onSubmit, children }: { ready: boolean; onSubmit: () => void; children: ReactNode }) {
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) onSubmit(); }}>
      <Stack>{children}</Stack>
    </form>
  );
}

function Books({ there, error }: { there: number; error: Error | null }) {
  return (
    <>
      <Text size="sm" c="gray.6">{texts.books(there)}</Text>
      {error && (isProblem(error, "version_conflict") ? <Alert color="pollen" role="alert">{texts.conflict(there)}</Alert> : <Trouble error={error} />)}
    </>
  );
}

/** Saves, says so, and offers the way back: a count of what was there before. */
function useAmount(what: "count" | "waste", stem: StemStock, lot: Lot) {
  const count = useCount();
  const waste = useWaste();
  const undo = (version: number) => () =>
    count.mutate({ lot_id: lot.id, counted: lot.capacity, reason: what === "waste" ? texts.notWasted : texts.undone, version }, { onSuccess: () => said(texts.undone), onError: (error) => said(wordsOf(error)) });
  const save = (amount: number, reason: string, then: (changed: LotChanged) => void) => {
    const lotOf = { lot_id: lot.id, version: lot.version, reason };
    const onSuccess = (changed: LotChanged) => {
      then(changed);
      said(what === "count" ? texts.counted(amount, stem.name) : texts.wasted(amount, stem.name), undo(changed.lot.version));
    };
    if (what === "count") count.mutate({ ...lotOf, counted: amount }, { onSuccess });
    else waste.mutate({ ...lotOf, quantity: amount }, { onSuccess });
  };
  return { save, error: count.error ?? waste.error, pending: count.isPending || waste.isPending };
}

interface ShortProps { changed: LotChanged; onLater: () => void; onSubstitute: (day: DayString) => void }

/** Whoever is hit, what is made next first: on that day the substituting begins. */
function Short({ changed, onLater, onSubstitute }: ShortProps) {
  const hit = changed.conflicts.flatMap(({ deliveries }) => deliveries).sort((one, other) => one.making_day.localeCompare(other.making_day));
  const [first] = hit;
  return (
    <Stack>
      <Text fw={550}>{texts.short(changed.lot.overbooked)}</Text>
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {hit.map((each) => (
          <Group key={each.id} component="li" justify="space-between">
            <Text>{each.recipient_name} <Text component="span" size="sm" c="gray.6">{each.number}, {formatDay(each.date)}</Text></Text>
            <Text size="sm" c="gray.7">{texts.stems(each.quantity)}</Text>
          </Group>
        ))}
      </Stack>
      <Text size="sm" c="gray.6">{texts.shortMore}</Text>
      <Group grow>
        <Button variant="default" h={52} onClick={onLater}>{texts.later}</Button>
        {first && <Button h={52} onClick={() => onSubstitute(first.making_day)}>{texts.substitute}</Button>}
      </Group>
    </Stack>
  );
}
