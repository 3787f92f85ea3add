/** The day at a glance: how far it is, what needs a person, what has come in, and every stop by slot. */
import { Grid, Group, Stack, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDay } from "@/admin/lib/use-day";
import { CloseDayButton } from "@/admin/ui/close-day-button";
import { DaySwitch } from "@/admin/ui/day-switch";
import { Empty, Trouble, Waiting } from "@/admin/ui/faces";
import { NewOrderButton } from "@/admin/ui/new-order-button";
import { PrintButton } from "@/admin/ui/print-button";
import { Arrivals } from "./arrivals";
import { Attention } from "./attention";
import { Counts } from "./counts";
import { DayGroups } from "./day-groups";
import { todayQuery } from "./queries";
import { texts } from "./texts";

const TO_MAKE = new Set(["scheduled", "preparing"]);

export default function TodayPage() {
  const [day, choose] = useDay();
  const { data, error, refetch } = useQuery({ ...todayQuery(day), placeholderData: keepPreviousData });
  if (!data) return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Waiting />;
  return (
    <Stack gap="xl" maw={1240}>
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{data.date === data.today ? texts.title : texts.otherDay}</Title>
        <DaySwitch day={data.date} today={data.today} onChange={choose} />
      </Group>
      <Group gap="xs">
        <NewOrderButton />
        <PrintButton kind="day" size="md" date={data.date} />
        <PrintButton kind="dockets" size="md" deliveryIds={data.deliveries.filter(({ status }) => TO_MAKE.has(status.code)).map(({ id }) => id)} />
        {data.date >= data.today && <CloseDayButton day={data.date} open={data.open} today={data.date === data.today} />}
      </Group>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      <Counts deliveries={data.deliveries} />
      <Attention today={data} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="xl">
            {data.deliveries.length === 0 && <Empty title={texts.nothing}>{texts.nothingMore}</Empty>}
            <DayGroups deliveries={data.deliveries} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Arrivals arrivals={data.arrivals} timeZone={data.time_zone} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
