/** Where the van goes and when: zones with their postcodes, fees and times, and what kinds of places ask. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { MapPinPlus } from "lucide";
import { useState } from "react";
import { useMay } from "@/admin/lib/me";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { Destinations } from "./destinations";
import { zonesQuery, type Slot, type Zone } from "./queries";
import { SlotForm } from "./slot-form";
import { texts } from "./texts";
import { ZoneCard } from "./zone-card";
import { ZoneForm } from "./zone-form";

type Task = { what: "zone"; zone?: Zone } | { what: "slot"; zoneId: number | null; slot?: Slot };

export default function ZonesPage() {
  const { data } = useSuspenseQuery(zonesQuery);
  const [task, setTask] = useState<Task | null>(null);
  const may = useMay("set_calendar");
  const done = () => setTask(null);
  const { currency, zones, collection } = data;
  const ofZone = (zoneId: number | null) => (slot?: Slot) => setTask({ what: "slot", zoneId, slot });
  return (
    <Stack gap="lg" maw={980}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.6">{texts.lead}</Text>
        </div>
        {may && <Button h={48} leftSection={<Icon of={MapPinPlus} />} onClick={() => setTask({ what: "zone" })}>{texts.addZone}</Button>}
      </Group>
      {zones.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      {zones.map((zone) => (
        <ZoneCard key={zone.id} name={zone.name} zone={zone} slots={zone.templates} currency={currency} onZone={() => setTask({ what: "zone", zone })} onSlot={ofZone(zone.id)} />
      ))}
      <ZoneCard name={texts.collection} slots={collection} currency={currency} onSlot={ofZone(null)} />
      <Destinations />
      {task && (
        <Dialog title={titleOf(task)} onClose={done}>
          {task.what === "zone" ? <ZoneForm zone={task.zone} currency={currency} onDone={done} /> : <SlotForm slot={task.slot} zoneId={task.zoneId} currency={currency} onDone={done} />}
        </Dialog>
      )}
    </Stack>
  );
}

function titleOf(task: Task): string {
  const { zone, newZone, slot, newSlot } = texts.form;
  if (task.what === "zone") return task.zone ? zone : newZone;
  return task.slot ? slot : newSlot;
}
