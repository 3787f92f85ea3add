import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Navigation, Phone } from "lucide";
import { useState, type ReactNode } from "react";
import { dialOf } from "@/lib/phone";
import { formatWallTime } from "@/lib/wall-time";
import { formatTime } from "@/admin/lib/time";
import { Icon } from "@/admin/ui/icon";
import { mapsLink, type Stop } from "./door";
import { FailedForm } from "./failed-form";
import { HandOverForm } from "./hand-over-form";
import type { Outbox } from "./outbox";
import classes from "./run.module.css";
import { texts } from "./texts";

const HANDED_OUT = ["ready", "out_for_delivery"];

interface Props { stop: Stop; timeZone: string; outbox: Outbox }

/** All that is needed before a door, and what happened there. */
export function NextStop({ stop, timeZone, outbox }: Props) {
  const [open, setOpen] = useState<"delivered" | "failed" | null>(null);
  const where = [stop.address, stop.postcode].filter(Boolean).join(", ");
  const close = () => setOpen(null);
  return (
    <Paper component="section" aria-label={texts.next} shadow="sm" radius="lg" p="lg" bg="white">
      <Stack gap="md">
        <div>
          <Text size="sm" fw={600} c="petal.8">{texts.next} · {texts.stop(stop.position)}</Text>
          <Title order={2}>{stop.recipient_name}</Title>
          <Text size="lg">{where}</Text>
          <Group gap="xs" mt={6}>
            <Badge size="lg" color="gray.8" variant="outline" tt="none">{stop.slot_label}</Badge>
            <Badge size="lg" color="gray.8" variant="outline" tt="none">{texts.by(formatTime(stop.due_at, timeZone))}</Badge>
            {stop.service_time && <Badge size="lg" color="petal.7" tt="none">{texts.service(formatWallTime(stop.service_time))}</Badge>}
            {stop.kind_of_place !== "home" && <Badge size="lg" color="green.8" tt="none">{texts.places[stop.kind_of_place] ?? stop.kind_of_place}</Badge>}
          </Group>
        </div>
        {open === null && <Ways where={where} stop={stop} />}
        {open === "delivered" && <HandOverForm stop={stop} outbox={outbox} onClose={close} />}
        {open === "failed" && <FailedForm stop={stop} outbox={outbox} onClose={close} />}
        {open === null && <Deeds stop={stop} onOpen={setOpen} />}
        <Facts stop={stop} />
      </Stack>
    </Paper>
  );
}

function Ways({ where, stop }: { where: string; stop: Stop }) {
  return (
    <Group grow gap="sm">
      <Button component="a" href={mapsLink(where)} target="_blank" rel="noreferrer" size="lg" variant="default" leftSection={<Icon of={Navigation} />} aria-label={texts.navigateTo(where)}>{texts.navigate}</Button>
      {stop.phone && <Button component="a" href={dialOf(stop.phone)} size="lg" variant="default" leftSection={<Icon of={Phone} />} aria-label={texts.callName(stop.recipient_name)}>{texts.call}</Button>}
    </Group>
  );
}

function Deeds({ stop, onOpen }: { stop: Stop; onOpen: (deed: "delivered" | "failed") => void }) {
  if (!HANDED_OUT.includes(stop.status.code)) return <Text c="gray.8">{texts.notReady(stop.status.label)}</Text>;
  return (
    <Stack gap="sm">
      <Button size="xl" h={64} onClick={() => onOpen("delivered")}>{texts.delivered}</Button>
      <Button size="lg" variant="default" onClick={() => onOpen("failed")}>{texts.failed}</Button>
    </Stack>
  );
}

function Facts({ stop }: { stop: Stop }) {
  return (
    <dl className={classes.facts}>
      {stop.notes && <Fact label={texts.notes}>{stop.notes}</Fact>}
      {stop.safe_place && <Fact label={texts.safePlace}>{stop.safe_place}</Fact>}
      <Fact label={texts.items}>
        {stop.lines.map((line) => <span key={`${line.product_name} ${line.variant_label}`} className={classes.item}>{texts.item(line.quantity, line.product_name, line.variant_label)}</span>)}
      </Fact>
      <Fact label={texts.from}>{stop.sender ?? texts.secret}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
