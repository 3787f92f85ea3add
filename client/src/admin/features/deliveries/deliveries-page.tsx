/** The delivery queue: what waits by slot and zone, the runs that take it, what is fetched, and what came back. */
import { Box, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { formatDay } from "@/lib/dates";
import { DaySwitcher } from "@/admin/ui/day-switcher";
import { Empty } from "@/admin/ui/faces";
import classes from "./deliveries.module.css";
import { CameBack, Collections } from "./others";
import { queueQuery, sorted } from "./queries";
import { Runs } from "./runs";
import { texts } from "./texts";
import { Waiting } from "./waiting";

export default function DeliveriesPage() {
  const [params, setParams] = useSearchParams();
  const { data: queue } = useSuspenseQuery(queueQuery(params.get("date") ?? undefined));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const { waiting, collections, cameBack } = sorted(queue);

  function pick(ids: string[], on: boolean) {
    setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  }
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-end">
        <div>
          <Text c="gray.6">{formatDay(queue.date, "long")}</Text>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.7">{texts.counts(queue.deliveries.length - collections.length, collections.length)}</Text>
        </div>
        <DaySwitcher day={queue.date} today={queue.today} onChange={(day) => { setPicked(new Set()); setParams(day === queue.today ? {} : { date: day }); }} />
      </Group>
      {queue.deliveries.length === 0 && queue.runs.length === 0 && <Empty title={texts.nothing}>{texts.nothingMore}</Empty>}
      <CameBack works={cameBack} />
      <Box className={classes.columns}>
        <Waiting queue={queue} waiting={waiting} picked={picked} onPick={pick} onPlaced={() => setPicked(new Set())} />
        <Runs queue={queue} />
      </Box>
      <Collections works={collections} />
    </Stack>
  );
}
