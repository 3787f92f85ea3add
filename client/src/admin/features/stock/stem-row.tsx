/** A stem with its lots: what is free, what is wanted, and two presses for whatever has happened. */
import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { formatDay } from "@/lib/dates";
import { LotRow } from "./lot-row";
import type { StemStock } from "./queries";
import classes from "./stock.module.css";
import type { Task } from "./task";
import { texts } from "./texts";

const TALL = 44;

/** `when`: the day in words. `urgent`: short or low, so that receiving and substituting stand beside it. */
interface Props { stem: StemStock; day: string; when: string; urgent: boolean; onTask: (task: Task) => void }

export function StemRow({ stem, day, when, urgent, onTask }: Props) {
  const here = stem.lots.filter(({ coming }) => !coming);
  const next = stem.lots.find(({ coming }) => coming);
  return (
    <li className={classes.stem}>
      <div>
        <Title order={3} size="h5" fw={500}>{stem.name}</Title>
        <Text size="sm" c="gray.6">{wantedWords(stem, day, when)}</Text>
        {next && <Text size="sm" c="gray.6">{texts.comes(next.capacity, formatDay(next.arrives))}</Text>}
        {stem.overbooked > 0 && <Badge mt={6} size="lg" color="petal.7" tt="none">{texts.over(stem.overbooked)}</Badge>}
        {(urgent || stem.wanted.length > 0) && (
          <Group gap={4} ml={-8} mt={4}>
            {urgent && <Button variant="subtle" h={TALL} px={8} aria-label={texts.receiveOf(stem.name)} onClick={() => onTask({ what: "receive", stem })}>{texts.receive}</Button>}
            {stem.wanted.length > 0 && <Button variant={stem.overbooked > 0 ? "filled" : "subtle"} h={TALL} px={stem.overbooked > 0 ? "md" : 8} aria-label={texts.substituteFor(stem.name)} onClick={() => onTask({ what: "substitute", stem })}>{texts.substitute}</Button>}
          </Group>
        )}
      </div>
      <Text component="p" m={0} className={classes.free} c={stem.free === 0 ? "petal.8" : "green.8"}>
        {stem.free}<Text component="span" size="xs" c="gray.6" ff="text"> {texts.free(when)}</Text>
      </Text>
      <ul className={classes.lots} aria-label={texts.lotsOf(stem.name)}>
        {here.map((lot) => <LotRow key={lot.id} lot={lot} stem={stem} onTask={onTask} />)}
      </ul>
    </li>
  );
}

function wantedWords(stem: StemStock, day: string, when: string): string {
  const [first, last] = [stem.wanted[0], stem.wanted.at(-1)];
  if (!first || !last) return texts.nothingWanted;
  const now = first.date === day ? first.quantity : 0;
  const soon = stem.wanted.reduce((sum, each) => sum + each.quantity, 0) - now;
  if (now === 0) return texts.wantedLater(soon, formatDay(last.date));
  const words = texts.wantedNow(now, when);
  return soon > 0 ? `${words}, ${texts.wantedSoon(soon, formatDay(last.date))}` : words;
}
