/** A day, and the times that a delivery could have on it, at its place or at another. */
import { Loader, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DayString } from "@/lib/api/types";
import { Trouble } from "@/admin/ui/faces";
import { slotsQuery, type DeskDelivery } from "../queries";
import { moveTexts as texts } from "../texts";
import { SlotChoice } from "./slot-choice";

interface Props { delivery: DeskDelivery; today: DayString; postcode?: string; chosen: number | null; focused?: boolean; onChoose: (slot: number | null) => void }

/** On another day nothing is chosen yet. At another place the sums are told below, not at each time. */
export function DayAndSlot({ delivery, today, postcode, chosen, focused, onChoose }: Props) {
  const [day, setDay] = useState<DayString>(delivery.date);
  const change = (next: DayString) => {
    setDay(next);
    onChoose(null);
  };
  return (
    <>
      <TextInput type="date" label={texts.day} size="md" value={day} min={today} data-autofocus={focused ?? undefined} onChange={({ currentTarget }) => { if (currentTarget.value) change(currentTarget.value); }} />
      <Slots delivery={delivery} day={day} postcode={postcode} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

interface SlotsProps { delivery: DeskDelivery; day: DayString; postcode: string | undefined; chosen: number | null; onChoose: (slot: number) => void }

function Slots({ delivery, day, postcode, chosen, onChoose }: SlotsProps) {
  const { data, error, refetch } = useQuery(slotsQuery(delivery.id, day, postcode));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader aria-label={texts.slots} />;
  const open = data.slots.some(({ available, current }) => available && !current);
  return (
    <Stack gap="sm">
      {data.slots.length === 0 ? <Text>{texts.closed}</Text> : <SlotChoice name={texts.slots} slots={data.slots} chosen={chosen} onChoose={onChoose} withPrice={postcode === undefined} />}
      {data.next.length > 0 && <SlotChoice name={texts.next} slots={data.next} chosen={chosen} onChoose={onChoose} withPrice={postcode === undefined} withDay />}
      {open && <Text size="sm" c="gray.6">{data.remade ? texts.remade : texts.sameMaking}</Text>}
    </Stack>
  );
}
