/** A zone, or the shop's own counter: what holds there, and its times, each with what changes it. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Plus } from "lucide";
import { useId } from "react";
import { useMay } from "@/admin/lib/me";
import { Icon } from "@/admin/ui/icon";
import type { Slot, Zone } from "./queries";
import { texts } from "./texts";
import { hoursWords, postcodesWords, slotWords, zoneWords } from "./words";

interface Props { name: string; zone?: Zone; slots: Slot[]; currency: string; onZone?: () => void; onSlot: (slot?: Slot) => void }

export function ZoneCard({ name, zone, slots, currency, onZone, onSlot }: Props) {
  const may = useMay("set_calendar");
  const id = useId();
  return (
    <Paper withBorder component="section" aria-labelledby={id} p="lg" radius="lg" bg="white">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} flex="1 1 260px" miw={0}>
            <Group gap="sm">
              <Title id={id} order={2} size="h3">{name}</Title>
              {zone && !zone.active && <Retired />}
            </Group>
            {zone && <Text c="gray.7">{zoneWords(zone, currency)}</Text>}
            {zone && <Text size="sm" c="gray.6" style={{ overflowWrap: "anywhere" }}>{postcodesWords(zone.postcodes)}</Text>}
          </Stack>
          {may && (
            <Group gap="xs">
              {onZone && <Button variant="default" h={44} aria-label={texts.changeOf(name)} onClick={onZone}>{texts.change}</Button>}
              <Button variant="default" h={44} leftSection={<Icon of={Plus} size={18} />} aria-label={texts.addSlotOf(name)} onClick={() => onSlot()}>{texts.addSlot}</Button>
            </Group>
          )}
        </Group>
        {slots.length === 0 ? <Text c="petal.8">{texts.noTimes}</Text> : <Times name={name} slots={slots} currency={currency} onSlot={may ? onSlot : undefined} />}
      </Stack>
    </Paper>
  );
}

interface TimesProps { name: string; slots: Slot[]; currency: string; onSlot?: (slot: Slot) => void }

function Times({ name, slots, currency, onSlot }: TimesProps) {
  return (
    <Stack component="ul" aria-label={texts.times(name)} gap={0} m={0} p={0} style={{ listStyle: "none" }}>
      {slots.map((slot) => (
        <Group key={slot.id} component="li" justify="space-between" wrap="nowrap" py="xs" gap="sm" style={{ borderTop: "1px solid var(--mantine-color-gray-3)" }}>
          <div>
            <Group gap="xs">
              <Text fw={550} c={slot.active ? undefined : "gray.6"}>{hoursWords(slot)}</Text>
              {!slot.active && <Retired />}
            </Group>
            <Text size="sm" c="gray.7">{slotWords(slot, currency)}</Text>
          </div>
          {onSlot && <Button variant="subtle" h={44} px="sm" style={{ flexShrink: 0 }} aria-label={texts.changeOf(`${hoursWords(slot)}, ${name}`)} onClick={() => onSlot(slot)}>{texts.change}</Button>}
        </Group>
      ))}
    </Stack>
  );
}

function Retired() {
  return <Badge size="lg" variant="light" color="gray" c="gray.8" tt="none">{texts.retired}</Badge>;
}
