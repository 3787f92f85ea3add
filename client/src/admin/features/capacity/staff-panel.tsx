/** Who works on a day. A refusal says why, and offers to write down a fact. */
import { Button, Divider, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useStaffChange, type CalendarDay } from "@/admin/lib/calendar";
import { useMay } from "@/admin/lib/me";
import { said } from "@/admin/ui/said";
import { Stepper } from "@/admin/ui/stepper";
import { Hits } from "./hits";
import { Refused } from "./refused";
import { texts } from "./texts";

const QUARTER = 15;
const DAY_MINUTES = 1440;

export function StaffPanel({ day, onDone }: { day: CalendarDay; onDone: () => void }) {
  const may = useMay("set_capacity");
  const change = useStaffChange(day.date);
  const [wanted, setWanted] = useState(day.staff);
  if (!wanted || day.version === null) return null;
  const set = (part: Partial<typeof wanted>) => setWanted({ ...wanted, ...part });
  const send = (reason?: string) =>
    change.mutate(
      { ...wanted, version: day.version ?? 0, is_fact: reason !== undefined, reason: reason ?? "" },
      { onSuccess: ({ conflicts }) => { if (!reason || conflicts.length === 0) { onDone(); said(texts.saved); } } },
    );
  if (change.data && change.variables.is_fact && change.data.conflicts.length > 0) return <Hits conflicts={change.data.conflicts} onDone={onDone} />;
  return (
    <Stack>
      <Stepper label={texts.florists} value={wanted.florists} max={99} disabled={!may} onChange={(florists) => set({ florists })} />
      <Stepper label={texts.minutesEach} value={wanted.florist_minutes} step={QUARTER} max={DAY_MINUTES} disabled={!may} onChange={(minutes) => set({ florist_minutes: minutes })} />
      <Workroom day={day} minutes={wanted.florists * wanted.florist_minutes} />
      <Divider />
      <Stepper label={texts.vans} value={wanted.vans} max={99} disabled={!may} onChange={(vans) => set({ vans })} />
      <Stepper label={texts.minutesEach} value={wanted.van_minutes} step={QUARTER} max={DAY_MINUTES} disabled={!may} onChange={(minutes) => set({ van_minutes: minutes })} />
      <Promised words={day.vans ? texts.minutes(day.vans.reserved, wanted.vans * wanted.van_minutes) : ""} />
      {change.error && <Refused error={change.error} now={nowOf(day)} pending={change.isPending} onFact={send} />}
      {may ? <Button h={52} fz="md" loading={change.isPending} onClick={() => send()}>{texts.save}</Button> : <Text c="gray.6">{texts.onlyManager}</Text>}
    </Stack>
  );
}

function Workroom({ day: { workroom, morning, afternoon }, minutes }: { day: CalendarDay; minutes: number }) {
  if (!workroom || !morning || !afternoon) return null;
  return (
    <div>
      <Promised words={texts.minutes(workroom.reserved, minutes)} />
      <Promised words={texts.halves(morning.reserved, afternoon.reserved)} />
    </div>
  );
}

function nowOf({ staff }: CalendarDay): string {
  return staff ? texts.staffNow(staff.florists, staff.florist_minutes, staff.vans, staff.van_minutes) : "";
}

function Promised({ words }: { words: string }) {
  return <Text size="sm" c="gray.6" ta="end">{words}</Text>;
}
