import { Button, Group, Text } from "@mantine/core";
import { formatDay } from "@/lib/dates";
import type { Lot, StemStock } from "./queries";
import classes from "./stock.module.css";
import type { Task } from "./task";
import { texts } from "./texts";

const TALL = 44;

interface Props { lot: Lot; stem: StemStock; onTask: (task: Task) => void }

/** One lot on the shelf, with the two things that happen to it. */
export function LotRow({ lot, stem, onTask }: Props) {
  const since = lot.state === "arrived" ? texts.since(formatDay(lot.arrives)) : texts.expected(formatDay(lot.arrives));
  const old = lot.days_left !== null && lot.days_left <= 0;
  return (
    <li className={classes.lot}>
      <div>
        <Text size="sm" fw={old ? 600 : 500} c={old ? "petal.8" : undefined}>{daysWords(lot)}</Text>
        <Text size="xs" c="gray.6">{since}</Text>
      </div>
      <div>
        <Text size="sm" fw={550}>{texts.there(lot.capacity)}</Text>
        <Text size="xs" c="gray.6">{lot.reserved > 0 && texts.promised(lot.reserved)}</Text>
        {lot.overbooked > 0 && <Text size="xs" fw={600} c="petal.8">{texts.over(lot.overbooked)}</Text>}
      </div>
      <Group gap={6} wrap="nowrap">
        <Button variant="default" h={TALL} px="sm" aria-label={`${texts.countOf(stem.name)}, ${since}`} onClick={() => onTask({ what: "count", stem, lot })}>{texts.count}</Button>
        <Button variant="default" h={TALL} px="sm" aria-label={`${texts.wasteOf(stem.name)}, ${since}`} onClick={() => onTask({ what: "waste", stem, lot })}>{texts.waste}</Button>
      </Group>
    </li>
  );
}

function daysWords({ days_left: days }: Lot): string {
  if (days === null) return texts.keeps;
  if (days < 0) return texts.tooOld;
  return days === 0 ? texts.lastDay : texts.daysLeft(days);
}
