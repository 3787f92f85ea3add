import { Button, Group, Paper, Text } from "@mantine/core";
import type { useMoves } from "@/admin/ui/moves";
import type { Work } from "@/admin/lib/work";
import { inStage } from "./queries";
import { texts } from "./texts";
import classes from "./workroom.module.css";

interface Props { selected: Work[]; moves: ReturnType<typeof useMoves>; onClear: () => void }

/** Each stage takes those that it can: what is begun already is not begun again. */
export function SelectionBar({ selected, moves, onClear }: Props) {
  const toBegin = inStage(selected, "scheduled");
  const toFinish = inStage(selected, "preparing");
  return (
    <Paper className={classes.bar} component="section" aria-label={texts.bar} shadow="lg" radius="lg" p="md" bg="white">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={550} role="status">{texts.selected(selected.length)}</Text>
        <Group gap="sm" wrap="nowrap">
          <Button variant="subtle" size="md" onClick={onClear}>{texts.clear}</Button>
          {toBegin.length > 0 && <Button size="md" variant="default" loading={moves.busy} onClick={() => moves.all(toBegin, "preparing", onClear)}>{texts.beginAll(toBegin.length)}</Button>}
          {toFinish.length > 0 && <Button size="md" loading={moves.busy} onClick={() => moves.all(toFinish, "ready", onClear)}>{texts.finishAll(toFinish.length)}</Button>}
        </Group>
      </Group>
    </Paper>
  );
}
