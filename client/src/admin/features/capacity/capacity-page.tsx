/** A week at a time: how much each day and each time can take, what is booked of it, and whether it is open. */
import { ActionIcon, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide";
import { useSearchParams } from "react-router";
import { daysQuery } from "@/admin/lib/calendar";
import { dayAfter, mondayOf } from "@/admin/lib/days";
import { Icon } from "@/admin/ui/icon";
import { dayOfLocal, formatDay } from "@/lib/dates";
import { texts } from "./texts";
import { WeekTable } from "./week-table";

const TALL = 44;

export default function CapacityPage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get("week");
  const monday = mondayOf(asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : dayOfLocal(new Date()));
  const sunday = dayAfter(monday, 6);
  const { data } = useSuspenseQuery(daysQuery(monday, sunday));
  const go = (week: string) => setParams(week === mondayOf(data.today) ? {} : { week }, { replace: true });
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.6">{texts.lead}</Text>
        </div>
        <Group gap="xs">
          {mondayOf(data.today) !== monday && <Button variant="subtle" h={TALL} onClick={() => go(mondayOf(data.today))}>{texts.thisWeek}</Button>}
          <ActionIcon variant="default" size={TALL} aria-label={texts.weekBefore} onClick={() => go(dayAfter(monday, -7))}><Icon of={ChevronLeft} /></ActionIcon>
          <Text fw={550} miw={170} ta="center" aria-live="polite">{texts.week(formatDay(monday, "day-month"), formatDay(sunday, "day-month"))}</Text>
          <ActionIcon variant="default" size={TALL} aria-label={texts.weekAfter} onClick={() => go(dayAfter(monday, 7))}><Icon of={ChevronRight} /></ActionIcon>
        </Group>
      </Group>
      <WeekTable days={data.days} today={data.today} />
    </Stack>
  );
}
