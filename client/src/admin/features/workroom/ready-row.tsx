import { Button, Group, Paper, Text } from "@mantine/core";
import { Check } from "lucide";
import type { Work } from "@/admin/lib/work";
import { Icon } from "@/admin/ui/icon";
import type { useMoves } from "@/admin/ui/moves";
import { texts } from "./texts";

/** Done: it waits for its van, or for whoever fetches it. */
export function ReadyRow({ work, moves }: { work: Work; moves: ReturnType<typeof useMoves> }) {
  return (
    <Paper px="md" py="xs" bg="gray.1" radius="md">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm" wrap="nowrap" c="green.8">
          <Icon of={Check} size={18} />
          <Text size="sm" c="black">
            <Text span fw={550}>{work.recipient_name}</Text> · {work.lines.map((line) => line.product_name).join(", ")}
          </Text>
        </Group>
        {work.method === "collection" && (
          <Button size="sm" variant="default" loading={moves.busy} onClick={() => moves.one({ work, to: "delivered" })}>{texts.collected}</Button>
        )}
      </Group>
    </Paper>
  );
}
