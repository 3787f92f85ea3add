import { Badge, Button, Checkbox, Group, Paper, Stack, Text } from "@mantine/core";
import { Clock } from "lucide";
import { formatDay } from "@/lib/dates";
import { formatWallTime } from "@/lib/wall-time";
import { formatTime, formatWeekday } from "@/admin/lib/time";
import type { Work } from "@/admin/lib/work";
import { Icon } from "@/admin/ui/icon";
import type { useMoves } from "@/admin/ui/moves";
import { StatusBadge } from "@/admin/ui/status-badge";
import { texts } from "./texts";
import classes from "./workroom.module.css";

interface Props { work: Work; timeZone: string; picked: boolean; onPick: (on: boolean) => void; moves: ReturnType<typeof useMoves> }

/** Everything that the hands need to know of one delivery, and the one button that comes next. */
export function Bouquet({ work, timeZone, picked, onPick, moves }: Props) {
  const begun = work.status.code === "preparing";
  return (
    <Paper component="article" aria-label={work.recipient_name} className={classes.card} data-picked={picked || undefined} withBorder radius="lg" p="md" bg="white">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600} size="lg">{work.recipient_name}</Text>
          <Text size="sm" c="gray.7">{work.number}</Text>
        </div>
        <Checkbox size="lg" aria-label={texts.select(work.recipient_name)} checked={picked} onChange={({ currentTarget }) => onPick(currentTarget.checked)} />
      </Group>
      <Hurry work={work} timeZone={timeZone} />
      {work.lines.map((line) => <Line key={`${line.product_name} ${line.variant_label}`} line={line} />)}
      <Written work={work} />
      <Group className={classes.foot} justify="space-between" wrap="nowrap">
        {begun ? <StatusBadge status={work.status} /> : <span />}
        <Group gap="xs" wrap="nowrap">
          {work.undo_until && <Button size="md" variant="subtle" onClick={() => moves.takeBack(work)}>{texts.undo}</Button>}
          <Button size="md" miw={112} variant={begun ? "filled" : "default"} disabled={moves.busy} onClick={() => moves.one({ work, to: begun ? "ready" : "preparing" })}>
            {begun ? texts.finish : texts.begin}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

function Hurry({ work, timeZone }: Pick<Props, "work" | "timeZone">) {
  const { late, urgent, service_time, method, due_at, making_day } = work;
  const weekday = formatWeekday(due_at, timeZone);
  const due = texts.due(formatTime(due_at, timeZone));
  return (
    <Group gap="xs">
      {late && <Badge size="lg" color="petal.8" tt="none">{texts.late}</Badge>}
      {urgent && <Badge size="lg" color="pollen.8" tt="none">{texts.urgent}</Badge>}
      {service_time && <Badge size="lg" color="petal.7" tt="none">{texts.serviceAt(formatWallTime(service_time))}</Badge>}
      {method === "collection" && <Badge size="lg" variant="outline" color="gray.8" tt="none">{texts.collection}</Badge>}
      <Group gap={4} c="gray.7"><Icon of={Clock} size={16} /><Text size="sm">{weekday === formatDay(making_day, "weekday") ? due : texts.dueOn(due, weekday)}</Text></Group>
    </Group>
  );
}

function Line({ line }: { line: Work["lines"][number] }) {
  return (
    <div className={classes.line}>
      {line.image_url && <img className={classes.picture} src={line.image_url} alt="" />}
      <div>
        <Text ff="heading" size="lg" lh={1.25}>{line.product_name}</Text>
        <Text size="sm" c="gray.7">{line.variant_label}</Text>
        {line.quantity > 1 && <Badge mt={4} size="lg" variant="filled" color="green.8" tt="none">{texts.pieces(line.quantity)}</Badge>}
      </div>
      {line.stems.length === 0 ? (
        <Text size="sm" c="gray.7" className={classes.beside}>{texts.noRecipe}</Text>
      ) : (
        <ul className={classes.recipe} aria-label={texts.recipe}>
          {line.stems.map((stem) => (
            <li key={`${stem.stem_id} ${stem.instead_of ?? ""}`} className={classes.stem}>
              <span className={classes.count}>{stem.quantity}</span>
              <span>
                {stem.stem_name}
                {stem.instead_of && <Text span display="block" size="xs" c="petal.8">{texts.instead(stem.instead_of)}</Text>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Written({ work: { card_message, ribbon_text } }: Pick<Props, "work">) {
  return (
    <Stack gap="xs">
      <Paper bg="petal.0" p="sm" radius="md">
        <Text size="xs" fw={600} c="petal.8">{texts.card}</Text>
        <Text ff="heading" className={card_message ? classes.words : undefined}>{card_message || texts.noCard}</Text>
      </Paper>
      {ribbon_text && (
        <Paper bg="gray.1" p="sm" radius="md">
          <Text size="xs" fw={600} c="gray.8">{texts.ribbon}</Text>
          <Text ff="heading" className={classes.words}>{ribbon_text}</Text>
        </Paper>
      )}
    </Stack>
  );
}
