/** What goes on no run: what is fetched at the shop, and what came back. */
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import type { Work } from "@/admin/lib/work";
import { useMoves } from "@/admin/ui/moves";
import { StatusBadge } from "@/admin/ui/status";
import { AgainDialog } from "./again-dialog";
import { texts } from "./texts";

export function CameBack({ works }: { works: Work[] }) {
  const id = useId();
  const [again, setAgain] = useState<Work | null>(null);
  if (works.length === 0) return null;
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Title order={2} size="h3" id={id}>{texts.cameBack}</Title>
      {works.map((work) => (
        <Paper key={work.id} bg="petal.0" radius="md" p="md">
          <Group justify="space-between">
            <div>
              <Text fw={550}>{work.recipient_name} · {work.number}</Text>
              <Text size="sm" c="gray.8">{work.failed_reason}</Text>
              <Text size="sm" c="gray.7">{work.address}, {work.postcode} · {work.phone}</Text>
            </div>
            <Button size="md" onClick={() => setAgain(work)}>{texts.again}</Button>
          </Group>
        </Paper>
      ))}
      {again && <AgainDialog work={again} onClose={() => setAgain(null)} />}
    </Stack>
  );
}

export function Collections({ works }: { works: Work[] }) {
  const id = useId();
  const moves = useMoves();
  if (works.length === 0) return null;
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Title order={2} size="h3" id={id}>{texts.collections}</Title>
      {works.map((work) => (
        <Paper key={work.id} withBorder radius="md" px="md" py="sm" bg="white">
          <Group justify="space-between">
            <div>
              <Text fw={550}>{work.recipient_name}</Text>
              <Text size="sm" c="gray.7">{work.slot_label} · {work.number}</Text>
            </div>
            <Group gap="sm">
              <StatusBadge status={work.status} />
              {work.status.code === "ready" && <Button size="md" variant="default" disabled={moves.busy} onClick={() => moves.one({ work, to: "delivered" })}>{texts.collected}</Button>}
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
