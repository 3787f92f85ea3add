/** One delivery: when, what to make of which stems, for whom, and the words on its card. */
import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { CircleX, Clock, Flower2, Pencil } from "lucide";
import { useId, useState } from "react";
import { formatDay, formatInstant } from "@/lib/dates";
import { useMay } from "@/admin/lib/me";
import { Icon } from "@/admin/ui/icon";
import { StatusBadge } from "@/admin/ui/status-badge";
import { CancelDialog } from "../deeds/cancel-dialog";
import { EditDialog } from "../deeds/edit-dialog";
import { MoveDialog } from "../deeds/move-dialog";
import { ProposeDialog } from "../deeds/propose-dialog";
import type { DeskDelivery, DeskOrder } from "../queries";
import { orderTexts as texts, proposeTexts } from "../texts";
import { Asked, Choice } from "./asked";
import { CardWords, Recipient } from "./recipient";
import { ToMake } from "./to-make";

interface Props { order: DeskOrder; delivery: DeskDelivery; index: number }

export function DeliveryPanel({ order, delivery, index }: Props) {
  const id = useId();
  const several = order.deliveries.length;
  const gone = delivery.status.code === "cancelled";
  const kind = delivery.method === "collection" ? texts.collection : texts.delivery;
  const where = [kind, several > 1 && texts.of(index + 1, several), delivery.zone, delivery.stop && texts.run(delivery.stop.run, delivery.stop.position)];
  return (
    <Paper component="section" aria-labelledby={`${id}-where ${id}`} p={{ base: "md", md: "xl" }} radius="lg" bg={gone ? "gray.1" : "white"} shadow={gone ? undefined : "xs"}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Text id={`${id}-where`} c="gray.6">{where.filter(Boolean).join(" · ")}</Text>
            <Title id={id} order={2}>{formatDay(delivery.date, "words")}</Title>
            <Group gap="sm">
              <Text size="lg">{delivery.slot_label}</Text>
              <StatusBadge status={delivery.status} />
            </Group>
            {delivery.making_day !== delivery.date && <Text c="gray.6">{texts.makeOn(formatDay(delivery.making_day, "words"))}</Text>}
            <Choice order={order} delivery={delivery} />
            {delivery.proof && <Text c="gray.7">{texts.proof(delivery.proof.received_by || delivery.proof.who, formatInstant(delivery.proof.at, order.time_zone))}</Text>}
          </div>
          <Deeds order={order} delivery={delivery} />
        </Group>
        <Asked order={order} delivery={delivery} may={useMay("edit_orders")} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
          <ToMake delivery={delivery} />
          <Stack gap="lg">
            <Recipient delivery={delivery} />
            <CardWords delivery={delivery} />
          </Stack>
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function Deeds({ order, delivery }: Omit<Props, "index">) {
  const [open, setOpen] = useState<"edit" | "move" | "stems" | "cancel" | null>(null);
  const may = useDeeds(order, delivery);
  const close = () => setOpen(null);
  return (
    <Group gap="sm">
      {may.edit && (
        <Button variant="light" size="md" leftSection={<Icon of={Pencil} size={18} />} onClick={() => setOpen("edit")}>{texts.edit}</Button>
      )}
      {may.move && (
        <Button variant="light" size="md" leftSection={<Icon of={Clock} size={18} />} onClick={() => setOpen("move")}>{texts.move}</Button>
      )}
      {may.stems && (
        <Button variant="light" size="md" leftSection={<Icon of={Flower2} size={18} />} onClick={() => setOpen("stems")}>{proposeTexts.button}</Button>
      )}
      {may.cancel && (
        <Button variant="subtle" size="md" color="petal.7" leftSection={<Icon of={CircleX} size={18} />} onClick={() => setOpen("cancel")}>{texts.cancelOne}</Button>
      )}
      {open === "edit" && <EditDialog order={order} delivery={delivery} onClose={close} />}
      {open === "move" && <MoveDialog order={order} delivery={delivery} onClose={close} />}
      {open === "stems" && <ProposeDialog order={order} delivery={delivery} onClose={close} />}
      {open === "cancel" && <CancelDialog order={order} delivery={delivery} onClose={close} />}
    </Group>
  );
}

/** The last delivery that is left is cancelled with its order. */
function useDeeds(order: DeskOrder, delivery: DeskDelivery) {
  const mayEdit = useMay("edit_orders");
  const mayRefund = useMay("refund");
  const several = order.deliveries.filter(({ status }) => status.code !== "cancelled").length > 1;
  const sold = !["pending_payment", "cancelled", "expired", "replaced"].includes(order.status.code);
  const stems = mayEdit && sold && !delivery.asked_until && ["scheduled", "preparing"].includes(delivery.status.code);
  return { stems, edit: mayEdit && delivery.can_edit, move: mayEdit && delivery.can_move, cancel: mayRefund && delivery.can_cancel && several };
}
