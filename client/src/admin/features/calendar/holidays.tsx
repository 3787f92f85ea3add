/** On which public holidays the shop is closed: one switch each. */
import { Group, Paper, Stack, Switch, Text, Title } from "@mantine/core";
import { useMay } from "@/admin/lib/me";
import { complained, said } from "@/admin/ui/said";
import { formatDay } from "@/lib/dates";
import { useHoliday, type Holiday } from "./queries";
import { texts } from "./texts";

export function Holidays({ holidays }: { holidays: Holiday[] }) {
  const turn = useHoliday();
  const may = useMay("set_calendar");
  if (holidays.length === 0) return null;
  const set = (name: string, closed: boolean) =>
    turn.mutate({ name, closed, all: holidays }, { onSuccess: () => said(closed ? texts.closedOn(name) : texts.openOn(name)), onError: complained });
  return (
    <Paper withBorder component="section" aria-labelledby="holidays" p="lg" radius="lg" bg="white">
      <Stack gap="sm">
        <div>
          <Title id="holidays" order={2} size="h3">{texts.holidays}</Title>
          <Text size="sm" c="gray.7">{texts.holidaysLead}</Text>
        </div>
        <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: "none" }}>
          {holidays.map(({ name, date, closed }) => (
            <Group key={name} component="li" justify="space-between" wrap="nowrap" mih={44}>
              <Switch size="md" label={name} checked={closed} disabled={!may || turn.isPending} onChange={({ currentTarget }) => set(name, currentTarget.checked)} />
              <Text size="sm" c="gray.7" style={{ whiteSpace: "nowrap" }}>{formatDay(date)}</Text>
            </Group>
          ))}
        </Stack>
      </Stack>
    </Paper>
  );
}
