/** Whom a fact hits: to be moved, or called. */
import { Button, Group, Stack, Text } from "@mantine/core";
import type { WholeDay } from "@/admin/lib/calendar";
import { texts } from "./texts";

export function Hits({ conflicts, onDone }: { conflicts: WholeDay["conflicts"]; onDone: () => void }) {
  const hit = new Map(conflicts.flatMap(({ deliveries }) => deliveries).map((each) => [each.id, each]));
  return (
    <Stack>
      <Text fw={550}>{texts.hits}</Text>
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {[...hit.values()].map((each) => (
          <Group key={each.id} component="li" justify="space-between">
            <Text fw={550}>{each.recipient_name}</Text>
            <Text size="sm" c="gray.7">{each.number}</Text>
          </Group>
        ))}
      </Stack>
      <Button h={48} variant="default" onClick={onDone}>{texts.done}</Button>
    </Stack>
  );
}
