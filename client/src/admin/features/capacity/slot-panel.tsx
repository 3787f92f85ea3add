/** One time of a day: how many deliveries it takes, whether it is open, who is booked. */
import { Alert, Button, Divider, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlacesChange, useSlotTurn, wholeDayQuery, type CalendarDay, type SlotLoad } from "@/admin/lib/calendar";
import { useMay } from "@/admin/lib/me";
import { BookedList } from "@/admin/ui/booked-list";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { Stepper } from "@/admin/ui/stepper";
import { Hits } from "./hits";
import { Refused } from "./refused";
import { texts } from "./texts";

interface Props { day: CalendarDay; slot: SlotLoad; onDone: () => void }

export function SlotPanel({ day, slot, onDone }: Props) {
  const { data } = useQuery(wholeDayQuery(day.date));
  const change = usePlacesChange(slot.id);
  const booked = data?.booked.filter((each) => each.slot_id === slot.id) ?? [];
  if (change.data && change.variables.is_fact && change.data.conflicts.length > 0) return <Hits conflicts={change.data.conflicts} onDone={onDone} />;
  return (
    <Stack>
      {!day.open && <Alert color="gray">{texts.dayClosed}</Alert>}
      <Places slot={slot} change={change} onDone={onDone} />
      {booked.length > 0 && (
        <>
          <Text fw={550}>{texts.bookedHere(booked.length)}</Text>
          <BookedList booked={booked} />
        </>
      )}
      <Divider />
      <Turn slot={slot} onDone={onDone} />
    </Stack>
  );
}

function Places({ slot, change, onDone }: { slot: SlotLoad; change: ReturnType<typeof usePlacesChange>; onDone: () => void }) {
  const may = useMay("set_capacity");
  const [capacity, setCapacity] = useState(slot.places.capacity);
  const send = (reason?: string) =>
    change.mutate(
      { capacity, version: slot.version, is_fact: reason !== undefined, reason: reason ?? "" },
      { onSuccess: ({ conflicts }) => { if (!reason || conflicts.length === 0) { onDone(); said(texts.saved); } } },
    );
  return (
    <Stack gap="sm">
      <Stepper label={texts.places} value={capacity} disabled={!may} onChange={setCapacity} />
      <Text size="sm" c="gray.6" ta="end">{texts.of(slot.places.reserved, capacity)}</Text>
      {change.error && <Refused error={change.error} now={texts.placesNow(slot.places.capacity)} pending={change.isPending} onFact={send} />}
      {may ? (
        <Button h={52} fz="md" disabled={capacity === slot.places.capacity} loading={change.isPending} onClick={() => send()}>{texts.save}</Button>
      ) : (
        <Text c="gray.6">{texts.onlyManager}</Text>
      )}
    </Stack>
  );
}

function Turn({ slot, onDone }: { slot: SlotLoad; onDone: () => void }) {
  const may = useMay("close_days");
  const [reason, setReason] = useState(slot.open ? "" : texts.openSlot);
  const turn = useSlotTurn(slot.id, !slot.open);
  if (!may) return null;
  return (
    <Stack gap="sm">
      {slot.open ? <ReasonField label={texts.why} usual={texts.usual} value={reason} onChange={setReason} /> : <Text>{texts.slotClosed}</Text>}
      {turn.error && <Trouble error={turn.error} />}
      <Button
        h={48}
        variant={slot.open ? "default" : "filled"}
        disabled={!reason.trim()}
        loading={turn.isPending}
        onClick={() => turn.mutate(reason, { onSuccess: () => { onDone(); said(texts.saved); } })}
      >
        {slot.open ? texts.closeSlot : texts.openSlot}
      </Button>
    </Stack>
  );
}
