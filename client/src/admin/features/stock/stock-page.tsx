/** What is on the shelf today: what is short first, then what runs low. */
import { Button, Group, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PackagePlus, Search } from "lucide";
import { useState } from "react";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { texts as shared } from "@/admin/ui/texts";
import { formatDay } from "@/lib/dates";
import { AmountPanel } from "./amount-panel";
import { stockQuery, type StemStock } from "./queries";
import { ReceivePanel } from "./receive-panel";
import { StemCard } from "./stem-card";
import { SubstitutePanel } from "./substitute-panel";
import type { Task } from "./task";
import { texts } from "./texts";

type Group = keyof typeof texts.groups;

function groupOf(stem: StemStock): Group {
  if (stem.overbooked > 0) return "short";
  return stem.free <= stem.reorder_point ? "low" : "there";
}

export default function StockPage() {
  const { data } = useSuspenseQuery(stockQuery());
  const [words, setWords] = useState("");
  const [task, setTask] = useState<Task | null>(null);
  const found = data.stems.filter(({ name, species }) => `${name} ${species}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <div>
          <Text c="gray.6">{formatDay(data.date, "long")}</Text>
          <Title order={1}>{texts.title}</Title>
        </div>
        <Group gap="sm">
          <TextInput aria-label={texts.find} placeholder={texts.find} type="search" value={words} leftSection={<Icon of={Search} size={18} />} styles={{ input: { height: 48 } }} onChange={({ currentTarget }) => setWords(currentTarget.value)} />
          <Button h={48} leftSection={<Icon of={PackagePlus} />} onClick={() => setTask({ what: "receive" })}>{texts.receive}</Button>
        </Group>
      </Group>
      {data.stems.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      {data.stems.length > 0 && found.length === 0 && <Empty title={texts.noMatch(words)} />}
      {(Object.keys(texts.groups) as Group[]).map((group) => (
        <Section key={group} group={group} stems={found.filter((stem) => groupOf(stem) === group)} today={data.date} onTask={setTask} />
      ))}
      <Modal opened={task !== null} onClose={() => setTask(null)} title={task && titleOf(task)} size="md" closeButtonProps={{ "aria-label": shared.close }}>
        {task && <Panel task={task} today={data.date} stems={data.stems} onTask={setTask} />}
      </Modal>
    </Stack>
  );
}

interface SectionProps { group: Group; stems: StemStock[]; today: string; onTask: (task: Task) => void }

function Section({ group, stems, today, onTask }: SectionProps) {
  if (stems.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-label={texts.groups[group]}>
      <Title order={2} size="h3" c={group === "short" ? "petal.8" : undefined}>{texts.groups[group]}</Title>
      {stems.map((stem) => <StemCard key={stem.id} stem={stem} today={today} onTask={onTask} />)}
    </Stack>
  );
}

function titleOf(task: Task): string {
  const name = task.stem?.name ?? "";
  switch (task.what) {
    case "receive":
      return name ? texts.receiveOf(name) : texts.receive;
    case "count":
      return texts.countOf(name);
    case "waste":
      return texts.wasteOf(name);
    case "substitute":
      return texts.substituteFor(name);
  }
}

interface PanelProps { task: Task; today: string; stems: StemStock[]; onTask: (task: Task | null) => void }

function Panel({ task, today, stems, onTask }: PanelProps) {
  const done = () => onTask(null);
  if (task.what === "receive") return <ReceivePanel stemId={task.stem?.id} today={today} onDone={done} />;
  if (task.what === "substitute") return <SubstitutePanel stem={task.stem} date={today} stems={stems} onDone={done} />;
  // What has been written since is what is changed, not what was there when the dialog opened.
  const lot = stems.find(({ id }) => id === task.stem.id)?.lots.find(({ id }) => id === task.lot.id) ?? task.lot;
  return <AmountPanel what={task.what} stem={task.stem} lot={lot} onDone={done} onSubstitute={() => onTask({ what: "substitute", stem: task.stem })} />;
}
