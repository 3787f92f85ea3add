/** What is on the shelf today: what is short first, then what runs low. */
import { ActionIcon, Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, PackagePlus, Search } from "lucide";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { dayAfter } from "@/admin/lib/days";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { formatDay } from "@/lib/dates";
import { AmountPanel } from "./amount-panel";
import { stockQuery, type StemStock } from "./queries";
import { ReceivePanel } from "./receive-panel";
import { StemRow } from "./stem-row";
import { StockTabs } from "./stock-tabs";
import classes from "./stock.module.css";
import { SubstitutePanel } from "./substitute-panel";
import type { Task } from "./task";
import { texts } from "./texts";

type Group = keyof typeof texts.groups;

function groupOf(stem: StemStock): Group {
  if (stem.overbooked > 0) return "short";
  return stem.free <= stem.reorder_point ? "low" : "there";
}

export default function StockPage() {
  const [params, setParams] = useSearchParams();
  const { data } = useSuspenseQuery(stockQuery(params.get("date") ?? undefined));
  const [words, setWords] = useState("");
  const [task, setTask] = useState<Task | null>(null);
  const found = data.stems.filter(({ name, species }) => `${name} ${species}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Stack gap="lg">
      <StockTabs />
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <DayStep day={data.date} today={data.today} onGo={(day) => setParams(day === data.today ? {} : { date: day }, { replace: true })} />
        </div>
        <Group gap="sm">
          <TextInput aria-label={texts.find} placeholder={texts.find} type="search" value={words} leftSection={<Icon of={Search} size={18} />} styles={{ input: { height: 48 } }} onChange={({ currentTarget }) => setWords(currentTarget.value)} />
          <Button h={48} leftSection={<Icon of={PackagePlus} />} onClick={() => setTask({ what: "receive" })}>{texts.receive}</Button>
        </Group>
      </Group>
      {data.stems.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      {data.stems.length > 0 && found.length === 0 && <Empty title={texts.noMatch(words)} />}
      {(Object.keys(texts.groups) as Group[]).map((group) => (
        <Section key={group} group={group} stems={found.filter((stem) => groupOf(stem) === group)} day={data.date} when={data.date === data.today ? texts.today : formatDay(data.date)} onTask={setTask} />
      ))}
      <Dialog opened={task !== null} onClose={() => setTask(null)} title={task && titleOf(task)}>
        {task && <Panel task={task} day={data.date} today={data.today} stems={data.stems} onTask={setTask} />}
      </Dialog>
    </Stack>
  );
}

interface SectionProps { group: Group; stems: StemStock[]; day: string; when: string; onTask: (task: Task) => void }

function Section({ group, stems, day, when, onTask }: SectionProps) {
  if (stems.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-label={texts.groups[group]}>
      <Title order={2} size="h3" c={group === "short" ? "petal.8" : undefined}>{texts.groups[group]}</Title>
      <Paper withBorder component="ul" className={classes.list} style={group === "short" ? { borderColor: "var(--mantine-color-petal-5)" } : undefined}>
        {stems.map((stem) => <StemRow key={stem.id} stem={stem} day={day} when={when} urgent={group !== "there"} onTask={onTask} />)}
      </Paper>
    </Stack>
  );
}

/** One day forward or back; what was is over. */
function DayStep({ day, today, onGo }: { day: string; today: string; onGo: (day: string) => void }) {
  return (
    <Group gap="xs" mt={4}>
      <ActionIcon variant="default" size={44} disabled={day <= today} aria-label={texts.dayBefore} onClick={() => onGo(dayAfter(day, -1))}><Icon of={ChevronLeft} /></ActionIcon>
      <Text c="gray.7" miw={190} ta="center" aria-live="polite">{formatDay(day, "words")}</Text>
      <ActionIcon variant="default" size={44} aria-label={texts.dayAfter} onClick={() => onGo(dayAfter(day, 1))}><Icon of={ChevronRight} /></ActionIcon>
    </Group>
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

/** The day shown, or the next on which a bouquet wants the stem. */
function wantedOn({ wanted }: StemStock, day: string): string {
  return wanted.some(({ date }) => date === day) ? day : (wanted[0]?.date ?? day);
}

interface PanelProps { task: Task; day: string; today: string; stems: StemStock[]; onTask: (task: Task | null) => void }

function Panel({ task, day, today, stems, onTask }: PanelProps) {
  const done = () => onTask(null);
  if (task.what === "receive") return <ReceivePanel stemId={task.stem?.id} today={today} onDone={done} />;
  if (task.what === "substitute") return <SubstitutePanel stem={task.stem} date={task.day ?? wantedOn(task.stem, day)} stems={stems} onDone={done} />;
  // What has been written since is what is changed, not what was there when the dialog opened.
  const lot = stems.find(({ id }) => id === task.stem.id)?.lots.find(({ id }) => id === task.lot.id) ?? task.lot;
  return <AmountPanel what={task.what} stem={task.stem} lot={lot} onDone={done} onSubstitute={(hit) => onTask({ what: "substitute", stem: task.stem, day: hit })} />;
}
