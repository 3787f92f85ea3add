/** What to make, by slot: each bouquet with its picture, recipe and card; one press to the next stage, or several at once. */
import { Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { formatDay } from "@/lib/dates";
import { DaySwitcher } from "@/admin/ui/day-switcher";
import { Empty } from "@/admin/ui/faces";
import { useMoves } from "@/admin/ui/moves";
import { groupsOf, inStage, workroomQuery } from "./queries";
import { SelectionBar } from "./selection-bar";
import { Shelf } from "./shelf";
import { texts } from "./texts";

export default function WorkroomPage() {
  const [params, setParams] = useSearchParams();
  const { data } = useSuspenseQuery(workroomQuery(params.get("date") ?? undefined));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const moves = useMoves();
  const { deliveries, date, today } = data;
  const selected = deliveries.filter(({ id }) => picked.has(id));

  function pick(ids: string[], on: boolean) {
    setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  }
  function clear() {
    setPicked(new Set());
  }
  return (
    <Stack gap="xl" pb={selected.length > 0 ? 96 : 0}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Text c="gray.6">{formatDay(date, "long")}</Text>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.7" role="status">
            {texts.counts(inStage(deliveries, "scheduled").length, inStage(deliveries, "preparing").length, inStage(deliveries, "ready").length)}
          </Text>
        </div>
        <DaySwitcher day={date} today={today} onChange={(day) => { clear(); setParams(day === today ? {} : { date: day }); }} />
      </Group>
      {deliveries.length === 0 && <Empty title={texts.nothing}>{texts.nothingMore}</Empty>}
      {groupsOf(deliveries, texts.services).map((group) => (
        <Shelf key={group.name} group={group} timeZone={data.time_zone} picked={picked} onPick={pick} moves={moves} />
      ))}
      {selected.length > 0 && <SelectionBar selected={selected} moves={moves} onClear={clear} />}
    </Stack>
  );
}
