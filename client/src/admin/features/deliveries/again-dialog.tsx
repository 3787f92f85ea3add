import { Button, Radio, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDay } from "@/lib/dates";
import type { Work } from "@/admin/lib/work";
import { Dialog } from "@/admin/ui/dialog";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { useMoves } from "@/admin/ui/moves";
import { nextSlotsQuery, type NextSlots } from "./queries";
import { texts } from "./texts";

/** Another time for what came back, as it is or made anew. */
export function AgainDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const [remake, setRemake] = useState(false);
  const [day, setDay] = useState<string | null>(null);
  const [slot, setSlot] = useState<string | null>(null);
  const { data, error } = useQuery(nextSlotsQuery(work.id, remake, day));
  const moves = useMoves();
  return (
    <Dialog title={texts.againTitle(work.recipient_name)} onClose={onClose}>
      <Stack gap="lg">
        <Switch size="md" label={texts.remake} description={texts.remakeMore} checked={remake} onChange={({ currentTarget }) => { setRemake(currentTarget.checked); setSlot(null); }} />
        <TextInput type="date" size="md" label={texts.otherDay} value={day ?? ""} onChange={({ currentTarget }) => { setDay(currentTarget.value || null); setSlot(null); }} />
        {error && <Trouble error={error} />}
        {!data && !error && <Waiting />}
        {data && <Choices work={work} data={data} chosen={slot} onChoose={setSlot} />}
        <Button size="lg" disabled={slot === null} loading={moves.busy} onClick={() => moves.one({ work, to: "rescheduled", said: { slot_id: Number(slot), remake } }, onClose)}>{texts.reschedule}</Button>
      </Stack>
    </Dialog>
  );
}

function Choices({ work, data: { own, slots }, chosen, onChoose }: { work: Work; data: NextSlots; chosen: string | null; onChoose: (slot: string) => void }) {
  return (
    <Radio.Group label={texts.when} size="md" value={chosen} onChange={onChoose}>
      <Stack gap="sm" mt="xs">
        {own !== null && <Radio size="md" value={String(own)} label={texts.ownSlot(work.slot_label)} />}
        {slots.map(({ id, date, label, available, reasons }) => (
          <Radio key={id} size="md" value={String(id)} disabled={!available} label={`${formatDay(date, "words")}, ${label}`} description={reasons.map(({ message }) => message).join(" ") || undefined} />
        ))}
        {own === null && slots.length === 0 && <Text c="gray.7">{texts.noSlots}</Text>}
      </Stack>
    </Radio.Group>
  );
}
