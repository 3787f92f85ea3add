/** Another day or hour for a delivery: what the promise says, at the price that was paid. */
import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatDay } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import type { DeskDelivery, DeskOrder } from "../queries";
import { conflictTexts, deedTexts, moveTexts as texts } from "../texts";
import { Conflict } from "./conflict";
import { DayAndSlot } from "./day-and-slot";
import { differences } from "./differences";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { newestOf, useDeed, useUndo } from "./use-deed";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }
interface Move { slot: number; version: number }

export function MoveDialog({ order, delivery, onClose }: Props) {
  const [seen] = useState(order);
  const [start] = useState(delivery);
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
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {newest && current && chosen !== null ? (
        <Conflict differences={differences(seen, newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={conflictTexts.doAnyway} busy={move.isPending} onTheirs={onClose} onMine={() => write(chosen, current.version)} />
      ) : (
        <Stack gap="md">
          {move.error && <Trouble error={move.error} />}
          <DayAndSlot focused delivery={start} today={order.today} chosen={chosen} onChoose={setChosen} />
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
