/** Who is booked: names to call, in the order of their hours. */
import { Badge, Group, ScrollArea, Stack, Text } from "@mantine/core";
import type { Booked } from "@/admin/lib/calendar";
import { formatDay } from "@/lib/dates";
import { texts } from "./texts";

export function BookedList({ booked }: { booked: Booked[] }) {
  const several = new Set(booked.map(({ date }) => date)).size > 1;
  return (
    <ScrollArea.Autosize mah={260} type="auto" offsetScrollbars viewportProps={{ tabIndex: 0, "aria-label": texts.booked, role: "region" }}>
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {booked.map((each) => (
          <Group key={each.id} component="li" justify="space-between" wrap="nowrap" gap="sm">
            <div>
              <Text size="md" fw={550}>{each.recipient_name}</Text>
              <Text size="sm" c="gray.6">{several ? `${formatDay(each.date)}, ${each.slot_label}` : each.slot_label}</Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              {each.waits && <Badge variant="light" color="pollen" tt="none" c="pollen.8">{texts.waits}</Badge>}
              <Text size="sm" c="gray.7" style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>{each.number}</Text>
            </Group>
          </Group>
        ))}
      </Stack>
    </ScrollArea.Autosize>
  );
}
