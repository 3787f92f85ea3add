import { Checkbox, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { useMoves } from "@/admin/ui/moves";
import { Bouquet } from "./bouquet";
import { inStage, type Group as WorkGroup } from "./queries";
import { ReadyRow } from "./ready-row";
import { texts } from "./texts";

interface Props {
  group: WorkGroup;
  timeZone: string;
  picked: ReadonlySet<string>;
  onPick: (ids: string[], on: boolean) => void;
  moves: ReturnType<typeof useMoves>;
}

/** One slot: what is to make as cards, what is ready as rows below them. */
export function Shelf({ group: { name, works }, timeZone, picked, onPick, moves }: Props) {
  const id = useId();
  const ready = inStage(works, "ready");
  const open = works.filter((work) => !ready.includes(work));
  const chosen = open.filter((work) => picked.has(work.id)).length;
  return (
    <Stack component="section" aria-labelledby={id} gap="md">
      <Group justify="space-between" align="center">
        <Title order={2} size="h3" id={id}>{name}</Title>
        {open.length > 1 && (
          <Checkbox
            size="md"
            label={texts.selectAll(name)}
            checked={chosen === open.length}
            indeterminate={chosen > 0 && chosen < open.length}
            onChange={({ currentTarget }) => onPick(open.map((work) => work.id), currentTarget.checked)}
          />
        )}
      </Group>
      {open.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="md">
          {open.map((work) => (
            <Bouquet key={work.id} work={work} timeZone={timeZone} picked={picked.has(work.id)} onPick={(on) => onPick([work.id], on)} moves={moves} />
          ))}
        </SimpleGrid>
      )}
      {ready.length > 0 && (
        <Stack gap={6}>
          <Text size="sm" fw={550} c="gray.7">{texts.readyAlready(ready.length)}</Text>
          {ready.map((work) => <ReadyRow key={work.id} work={work} moves={moves} />)}
        </Stack>
      )}
    </Stack>
  );
}
