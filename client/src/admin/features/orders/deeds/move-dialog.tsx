/** Another day or hour for a delivery: what the promise says, at the price that was paid. */
import { Button, Loader, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { slotsQuery, type DeskDelivery, type DeskOrder } from "../queries";
import { conflictTexts, deedTexts, moveTexts as texts } from "../texts";
import { Conflict } from "./conflict";
import { differences } from "./differences";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { SlotChoice } from "./slot-choice";
import { newestOf, useDeed, useUndo } from "./use-deed";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }
interface Move { slot: number; version: number }

export function MoveDialog({ order, delivery, onClose }: Props) {
  const [seen] = useState(order);
  const [start] = useState(delivery);
  const [day, setDay] = useState<DayString>(start.date);
  const [chosen, setChosen] = useState<number | null>(null);
  const send = ({ slot, version }: Move) =>
    mine.post("/api/admin/deliveries/{delivery_id}/move", { path: { delivery_id: start.id }, body: { version, slot_id: slot, reason: "" } });
  const move = useDeed(order.number, send);
  const undo = useUndo(order.number);
  const newest = newestOf(move.error);
  const current = newest?.deliveries.find(({ id }) => id === start.id);

  function write(slot: number, version: number) {
    move.mutate({ slot, version }, {
      onSuccess: (after) => {
        onClose();
        const moved = after.deliveries.find(({ id }) => id === start.id);
        const back = (current ?? start).slot_id;
        if (!moved) return;
        const words = texts.moved(`${formatDay(moved.date, "words")}, ${moved.slot_label}`);
        said(words, back === null ? undefined : undo(texts.movedBack, () => send({ slot: back, version: moved.version })));
      },
    });
  }
  function choose(day: DayString) {
    setDay(day);
    setChosen(null);
  }
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {newest && current && chosen !== null ? (
        <Conflict differences={differences(seen, newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={conflictTexts.doAnyway} busy={move.isPending} onTheirs={onClose} onMine={() => write(chosen, current.version)} />
      ) : (
        <Stack gap="md">
          {move.error && <Trouble error={move.error} />}
          <TextInput type="date" label={texts.day} size="md" value={day} min={order.today} data-autofocus onChange={({ currentTarget }) => { if (currentTarget.value) choose(currentTarget.value); }} />
          <Slots delivery={start} day={day} chosen={chosen} onChoose={setChosen} />
          <Text c="gray.7">{texts.frozen}</Text>
          <Actions>
            <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
            <Button size="md" disabled={chosen === null} loading={move.isPending} onClick={() => { if (chosen !== null) write(chosen, start.version); }}>{texts.submit}</Button>
          </Actions>
        </Stack>
      )}
    </Dialog>
  );
}

interface SlotsProps { delivery: DeskDelivery; day: DayString; chosen: number | null; onChoose: (slot: number) => void }

function Slots({ delivery, day, chosen, onChoose }: SlotsProps) {
  const { data, error, refetch } = useQuery(slotsQuery(delivery.id, day));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader aria-label={texts.slots} />;
  const open = data.slots.some(({ available, current }) => available && !current);
  return (
    <Stack gap="sm">
      {data.slots.length === 0 ? <Text>{texts.closed}</Text> : <SlotChoice name={texts.slots} slots={data.slots} chosen={chosen} onChoose={onChoose} />}
      {data.next.length > 0 && <SlotChoice name={texts.next} slots={data.next} chosen={chosen} onChoose={onChoose} withDay />}
      {open && <Text size="sm" c="gray.6">{data.remade ? texts.remade : texts.sameMaking}</Text>}
    </Stack>
  );
}
