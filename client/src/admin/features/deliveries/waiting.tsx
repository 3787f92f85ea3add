import { Badge, Box, Button, Checkbox, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import { formatWallTime } from "@/lib/wall-time";
import type { Work } from "@/admin/lib/work";
import { refused } from "@/admin/ui/moves";
import { StatusBadge } from "@/admin/ui/status-badge";
import classes from "./deliveries.module.css";
import { bySlotAndZone, useArrange, useNewRun, type Queue } from "./queries";
import { texts } from "./texts";

interface Props { queue: Queue; waiting: Work[]; picked: ReadonlySet<string>; onPick: (ids: string[], on: boolean) => void; onPlaced: () => void }

/** What is on no run yet. Whatever is selected goes where the bar below says. */
export function Waiting({ queue, waiting, picked, onPick, onPlaced }: Props) {
  const id = useId();
  const selected = waiting.filter((work) => picked.has(work.id));
  return (
    <Stack component="section" aria-labelledby={id} gap="lg">
      <Title order={2} size="h3" id={id}>{texts.waiting}</Title>
      {waiting.length === 0 && <Text c="gray.7">{texts.allOnRuns}</Text>}
      {bySlotAndZone(waiting, texts.noZone).map(({ name, works }) => {
        const chosen = works.filter((work) => picked.has(work.id)).length;
        return (
          <Stack key={name} gap="xs">
            <Checkbox
              size="md"
              fw={550}
              label={name}
              aria-label={texts.selectAll(name)}
              checked={chosen === works.length}
              indeterminate={chosen > 0 && chosen < works.length}
              onChange={({ currentTarget }) => onPick(works.map((work) => work.id), currentTarget.checked)}
            />
            {works.map((work) => <Row key={work.id} work={work} picked={picked.has(work.id)} onPick={(on) => onPick([work.id], on)} />)}
          </Stack>
        );
      })}
      {selected.length > 0 && <PlaceBar queue={queue} selected={selected} onPlaced={onPlaced} />}
    </Stack>
  );
}

function Row({ work, picked, onPick }: { work: Work; picked: boolean; onPick: (on: boolean) => void }) {
  return (
    <Paper withBorder radius="md" px="md" py="sm" bg="white">
      <Group wrap="nowrap" gap="md">
        <Checkbox size="lg" aria-label={texts.select(work.recipient_name)} checked={picked} onChange={({ currentTarget }) => onPick(currentTarget.checked)} />
        <Box flex={1} miw={0}>
          <Text fw={550}>{work.recipient_name}</Text>
          <Text size="sm" c="gray.7">{work.address}, {work.postcode}</Text>
          <Hurry work={work} />
        </Box>
        <Box flex="none"><StatusBadge status={work.status} /></Box>
      </Group>
    </Paper>
  );
}

export function Hurry({ work: { late, urgent, service_time } }: { work: Work }) {
  if (!late && !urgent && !service_time) return null;
  return (
    <Group gap={6} mt={4}>
      {late && <Badge color="petal.8" tt="none">{texts.late}</Badge>}
      {urgent && <Badge color="pollen.8" tt="none">{texts.urgent}</Badge>}
      {service_time && <Badge color="petal.7" tt="none">{texts.service(formatWallTime(service_time))}</Badge>}
    </Group>
  );
}

function PlaceBar({ queue, selected, onPlaced }: { queue: Queue; selected: Work[]; onPlaced: () => void }) {
  const arrange = useArrange();
  const newRun = useNewRun();
  const ids = selected.map(({ id }) => id);
  const after = { onSuccess: onPlaced, onError: refused };
  const busy = arrange.isPending || newRun.isPending;
  return (
    <Paper className={classes.bar} component="section" aria-label={texts.bar} shadow="lg" radius="lg" p="md" bg="white">
      <Group justify="space-between">
        <Text fw={550} role="status">{texts.selected(selected.length)}</Text>
        <Group gap="sm">
          <Button variant="subtle" size="md" onClick={onPlaced}>{texts.clear}</Button>
          {queue.runs.map((run) => (
            <Button key={run.id} size="md" variant="default" disabled={busy} onClick={() => arrange.mutate({ run, stops: [...run.stops, ...ids] }, after)}>{texts.putOn(run.name)}</Button>
          ))}
          <Button size="md" disabled={busy} onClick={() => newRun.mutate({ date: queue.date, name: texts.runName(queue.runs.length + 1), stops: ids }, after)}>{texts.newRun}</Button>
        </Group>
      </Group>
    </Paper>
  );
}
