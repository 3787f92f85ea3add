/** A stem with its lots: what is free, what is wanted, and two presses for whatever has happened. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { formatDay } from "@/lib/dates";
import type { Lot, StemStock } from "./queries";
import type { Task } from "./task";
import { texts } from "./texts";

const TALL = 44;

interface Props { stem: StemStock; today: string; onTask: (task: Task) => void }

export function StemCard({ stem, today, onTask }: Props) {
  const wanted = stem.wanted.length > 0;
  return (
    <Paper withBorder p="md" component="article" aria-label={stem.name} style={stem.overbooked > 0 ? { borderColor: "var(--mantine-color-petal-5)" } : undefined}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Title order={3} size="h4">{stem.name}</Title>
            <Text size="sm" c="gray.6">{wantedWords(stem, today)}</Text>
          </div>
          <Group gap="md" wrap="nowrap" align="center">
            {stem.overbooked > 0 && <Badge size="lg" color="petal.7" tt="none">{texts.over(stem.overbooked)}</Badge>}
            <Text component="span" ta="end" size="sm" c="gray.6" style={{ whiteSpace: "nowrap" }}>
              <Text component="span" fz={28} fw={500} c={stem.free === 0 ? "petal.8" : "green.8"} ff="heading" style={{ fontVariantNumeric: "tabular-nums" }}>{stem.free}</Text> {texts.free}
            </Text>
          </Group>
        </Group>
        <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {stem.lots.map((lot) => <LotRow key={lot.id} lot={lot} stem={stem} onTask={onTask} />)}
        </Stack>
        <Group gap="xs">
          <Button variant="subtle" h={TALL} px="sm" aria-label={texts.receiveOf(stem.name)} onClick={() => onTask({ what: "receive", stem })}>{texts.receive}</Button>
          {wanted && <Button variant={stem.overbooked > 0 ? "filled" : "subtle"} h={TALL} px="sm" aria-label={texts.substituteFor(stem.name)} onClick={() => onTask({ what: "substitute", stem })}>{texts.substitute}</Button>}
        </Group>
      </Stack>
    </Paper>
  );
}

function wantedWords(stem: StemStock, today: string): string {
  const [first, last] = [stem.wanted[0], stem.wanted.at(-1)];
  if (!first || !last) return texts.nothingWanted;
  const now = first.date === today ? first.quantity : 0;
  const soon = stem.wanted.reduce((sum, each) => sum + each.quantity, 0) - now;
  const parts = [texts.wantedToday(now), ...(soon > 0 ? [texts.wantedSoon(soon, formatDay(last.date))] : [])];
  return parts.join(", ");
}

interface RowProps { lot: Lot; stem: StemStock; onTask: (task: Task) => void }

function LotRow({ lot, stem, onTask }: RowProps) {
  const when = lot.coming ? texts.comes(formatDay(lot.arrives)) : texts.since(formatDay(lot.arrives));
  return (
    <Group component="li" justify="space-between" gap="xs" py={6} style={{ borderTop: "1px solid var(--mantine-color-gray-2)" }}>
      <LotFacts lot={lot} when={when} />
      {!lot.coming && (
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" h={TALL} px="md" aria-label={`${texts.countOf(stem.name)}, ${when}`} onClick={() => onTask({ what: "count", stem, lot })}>{texts.count}</Button>
          <Button variant="default" h={TALL} px="md" aria-label={`${texts.wasteOf(stem.name)}, ${when}`} onClick={() => onTask({ what: "waste", stem, lot })}>{texts.waste}</Button>
        </Group>
      )}
    </Group>
  );
}

function LotFacts({ lot, when }: { lot: Lot; when: string }) {
  const old = lot.days_left !== null && lot.days_left <= 0;
  return (
    <Group gap="md" style={{ flex: 1, minWidth: 280 }}>
      <Text component="span" size="sm" w={130} c={lot.coming ? "gray.6" : undefined}>{when}</Text>
      <Text component="span" size="sm" w={110} fw={old ? 600 : undefined} c={old ? "petal.8" : "gray.7"}>{daysWords(lot)}</Text>
      <Text component="span" size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
        <strong>{lot.coming ? texts.expected(lot.capacity) : texts.there(lot.capacity)}</strong>
        {lot.reserved > 0 && <>, {texts.promised(lot.reserved)}</>}
        {lot.overbooked > 0 && <Text component="span" size="sm" fw={600} c="petal.8">, {texts.over(lot.overbooked)}</Text>}
      </Text>
    </Group>
  );
}

function daysWords({ days_left: days, coming }: Lot): string {
  if (coming) return "";
  if (days === null) return texts.keeps;
  if (days < 0) return texts.tooOld;
  return days === 0 ? texts.lastDay : texts.daysLeft(days);
}
