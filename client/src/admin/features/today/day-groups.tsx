/** The day's deliveries by slot, services before everything else. */
import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { grouped } from "@/admin/lib/grouped";
import { Link } from "@/admin/ui/link";
import { StatusBadge } from "@/admin/ui/status-badge";
import { formatWallTime } from "@/lib/wall-time";
import type { DayDelivery } from "./queries";
import { texts } from "./texts";

export function DayGroups({ deliveries }: { deliveries: DayDelivery[] }) {
  return grouped(deliveries, groupOf).map(([name, members]) => (
    <Stack key={name} gap="xs" component="section" aria-label={name}>
      <Group justify="space-between" px="xs">
        <Title order={2} size="h4">{name}</Title>
        <Text size="sm" c="gray.6">{texts.apartments(members.length)}</Text>
      </Group>
      <Paper bg="white" component="ul" p={0} m={0} style={{ listStyle: "none", overflow: "hidden" }}>
        {members.map((delivery, index) => <Row key={delivery.id} delivery={delivery} first={index === 0} />)}
      </Paper>
    </Stack>
  ));
}

function groupOf({ service_time, method, slot_label }: DayDelivery): string {
  if (service_time) return texts.services;
  return method === "collection" ? `${texts.collections}, ${slot_label}` : slot_label;
}

function Row({ delivery, first }: { delivery: DayDelivery; first: boolean }) {
  const { number, status, recipient_name, address, postcode, zone, lines, service_time, late, urgent } = delivery;
  return (
    <Group component="li" justify="space-between" align="flex-start" wrap="nowrap" gap="md" px="lg" py="md" style={{ borderTop: first ? undefined : "1px solid var(--mantine-color-gray-2)" }}>
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Link to={`/orders/${number}`} fw={600} c="gray.9">{recipient_name}</Link>
          {service_time && <Mark ground="petal.1">{texts.service(formatWallTime(service_time))}</Mark>}
          {late && <Mark ground="petal.3">{texts.late}</Mark>}
          {urgent && <Mark ground="pollen.2">{texts.urgent}</Mark>}
        </Group>
        <Text size="sm">{lines.map(({ quantity, product_name, variant_label }) => `${quantity} × ${product_name}, ${variant_label}`).join(" · ")}</Text>
        <Text size="sm" c="gray.6">{[address, postcode, zone].filter(Boolean).join(" · ")}</Text>
      </div>
      <StatusBadge status={status} />
    </Group>
  );
}

function Mark({ ground, children }: { ground: string; children: string }) {
  return <Badge variant="filled" bg={ground} c="gray.9" tt="none" fw={550}>{children}</Badge>;
}
