/** What the buyer wants where a flower is not good enough; that the question waits, until when, and how to take it back. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { formatInstant } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { complained, said } from "@/admin/ui/said";
import { useDeed } from "../deeds/use-deed";
import type { DeskDelivery, DeskOrder } from "../queries";
import { proposeTexts as texts } from "../texts";

/** As long as it is not tied. */
export function Choice({ order, delivery }: { order: DeskOrder; delivery: DeskDelivery }) {
  if (delivery.made || delivery.status.code === "cancelled") return null;
  return <Text c="gray.6">{texts.line(order.substitution.label)}</Text>;
}

export function Asked({ order, delivery, may }: { order: DeskOrder; delivery: DeskDelivery; may: boolean }) {
  const { id, version, asked_until } = delivery;
  const withdraw = useDeed(order.number, () => mine.del("/api/admin/deliveries/{delivery_id}/substitution", { path: { delivery_id: id }, query: { version } }));
  if (!asked_until) return null;
  return (
    <Alert color="pollen" title={texts.asked}>
      <Group justify="space-between" gap="sm">
        <Text>{texts.askedUntil(formatInstant(asked_until, order.time_zone))}</Text>
        {may && (
          <Button variant="default" size="md" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined, { onSuccess: () => said(texts.withdrawn), onError: complained })}>{texts.withdraw}</Button>
        )}
      </Group>
    </Alert>
  );
}
