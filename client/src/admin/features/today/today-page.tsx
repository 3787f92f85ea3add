/** The day at a glance. */
import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { formatDay } from "@/lib/dates";
import { Empty } from "@/admin/ui/faces";
import { PrintButton } from "@/admin/ui/print-button";
import { todayQuery, type DayDelivery } from "./queries";
import { texts } from "./texts";

const TO_MAKE = new Set(["scheduled", "preparing"]);

export default function TodayPage() {
  const { data } = useSuspenseQuery(todayQuery());
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="end">
        <div>
          <Text c="gray.6">{formatDay(data.date, "long")}</Text>
          <Title order={1}>{texts.title}</Title>
        </div>
        <Group gap="xs">
          <PrintButton kind="day" date={data.date} />
          <PrintButton kind="dockets" deliveryIds={data.deliveries.filter(({ status }) => TO_MAKE.has(status.code)).map(({ id }) => id)} />
        </Group>
      </Group>
      {data.deliveries.length === 0 && <Empty title={texts.nothing}>{texts.nothingMore}</Empty>}
      {data.deliveries.map((delivery) => <Row key={delivery.id} delivery={delivery} />)}
    </Stack>
  );
}

function Row({ delivery }: { delivery: DayDelivery }) {
  return (
    <Paper p="md" withBorder>
      <Group justify="space-between">
        <div>
          <Text fw={550}>{delivery.recipient_name}</Text>
          <Text size="sm" c="gray.6">{delivery.slot_label} · {delivery.address}</Text>
        </div>
        <Badge>{delivery.status.label}</Badge>
      </Group>
    </Paper>
  );
}
