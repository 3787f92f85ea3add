/** Whoever is promised stems that will not be there, by stem. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { formatDay } from "@/lib/dates";
import { Link } from "@/admin/ui/link";
import type { Conflict } from "./queries";
import { texts } from "./texts";

export function Conflicts({ conflicts, onDone }: { conflicts: Conflict[]; onDone: () => void }) {
  return (
    <Stack>
      <Text fw={550}>{texts.short}</Text>
      {conflicts.map((conflict) => (
        <Stack key={conflict.ref} gap={4}>
          <Text fw={600} c="petal.8">{texts.shortOf(conflict.over, conflict.what)}</Text>
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={conflict.what}>
            {conflict.deliveries.map((each) => (
              <Group key={each.id} component="li" justify="space-between" wrap="nowrap">
                <Text><Link to={`/orders/${each.number}`}>{each.number}</Link> {each.recipient_name}, {formatDay(each.date)}</Text>
                <Text size="sm" c="gray.7" style={{ whiteSpace: "nowrap" }}>{texts.stems(each.quantity)}</Text>
              </Group>
            ))}
          </Stack>
        </Stack>
      ))}
      <Text size="sm" c="gray.6">{texts.shortMore}</Text>
      <Button h={52} onClick={onDone}>{texts.done}</Button>
    </Stack>
  );
}
