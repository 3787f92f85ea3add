import { Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { Queue } from "./queries";
import { RunCard } from "./run-card";
import { texts } from "./texts";

export function Runs({ queue }: { queue: Queue }) {
  const id = useId();
  return (
    <Stack component="section" aria-labelledby={id} gap="lg">
      <Title order={2} size="h3" id={id}>{texts.runs}</Title>
      {queue.runs.length === 0 && <Text c="gray.7">{texts.noRuns}</Text>}
      {queue.runs.map((run) => <RunCard key={run.id} run={run} queue={queue} />)}
    </Stack>
  );
}
