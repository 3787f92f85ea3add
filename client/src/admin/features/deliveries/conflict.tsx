import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { Work } from "@/admin/lib/work";
import { texts } from "./texts";

interface Props { mine: string[]; works: Work[]; onMine: () => void; onTheirs: () => void }

/** Two put one run in order: whoever was second sees both, and decides. */
export function Conflict({ mine, works, onMine, onTheirs }: Props) {
  const names = mine.map((id) => works.find((work) => work.id === id)?.recipient_name ?? id);
  return (
    <Alert color="pollen" role="alert" title={texts.conflict}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{texts.conflictMore} {names.join(", ")}</Text>
        <Group gap="sm">
          <Button size="sm" variant="default" onClick={onMine}>{texts.useMine}</Button>
          <Button size="sm" variant="default" onClick={onTheirs}>{texts.keepTheirs}</Button>
        </Group>
      </Stack>
    </Alert>
  );
}
