/** The days on which everybody wants flowers; one press says what is special about one. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMay } from "@/admin/lib/me";
import { formatDay } from "@/lib/dates";
import type { Rules } from "./queries";
import type { Begun } from "./special";
import { texts } from "./texts";

export function FloristDays({ rules, onPrepare }: { rules: Rules; onPrepare: (day: Begun) => void }) {
  const may = useMay("set_calendar");
  const prepared = new Set(rules.overrides.map(({ date }) => date));
  if (rules.florist_days.length === 0) return null;
  return (
    <Paper withBorder component="section" aria-labelledby="florist-days" p="lg" radius="lg" bg="white">
      <Title id="florist-days" order={2} size="h3">{texts.floristDays}</Title>
      <Text size="sm" c="gray.7" mb="sm">{texts.floristDaysLead}</Text>
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: "none" }}>
        {rules.florist_days.map((day) => (
          <Group key={`${day.name} ${day.date}`} component="li" justify="space-between" wrap="nowrap" mih={52} gap="sm">
            <div>
              <Text>{day.name}</Text>
              <Text size="sm" c="gray.7">{formatDay(day.date)}</Text>
            </div>
            {prepared.has(day.date) && <Badge size="lg" variant="light" color="green" c="green.9" tt="none">{texts.prepared}</Badge>}
            {may && !prepared.has(day.date) && <Button variant="default" h={44} style={{ flexShrink: 0 }} aria-label={texts.prepareOf(day.name)} onClick={() => onPrepare(day)}>{texts.prepare}</Button>}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
