/** One delivery: when, what to make of which stems, for whom, and the words on its card. */
import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { CircleX, Clock, Flower2, type IconNode, MapPin, Pencil, Plus } from "lucide";
import { useId, useState } from "react";
import { formatDay, formatInstant } from "@/lib/dates";
import { useMay } from "@/admin/lib/me";
import { Icon } from "@/admin/ui/icon";
import { StatusBadge } from "@/admin/ui/status-badge";
import { AddDialog } from "../deeds/add-dialog";
import { AddressDialog } from "../deeds/address-dialog";
import { CancelDialog } from "../deeds/cancel-dialog";
import { EditDialog } from "../deeds/edit-dialog";
import { MoveDialog } from "../deeds/move-dialog";
import { ProposeDialog } from "../deeds/propose-dialog";
import { addressTexts, addTexts } from "../money-texts";
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
  const [open, setOpen] = useState<Deed | null>(null);
  const may = useDeeds(order, delivery);
  const Open = open && DIALOGS[open];
  return (
    <Group gap="sm">
      {DEEDS.filter(({ deed }) => may[deed]).map(({ deed, words, icon }) => (
        <Button key={deed} variant="light" size="md" leftSection={<Icon of={icon} size={18} />} onClick={() => setOpen(deed)}>{words}</Button>
      ))}
      {may.cancel && (
        <Button variant="subtle" size="md" color="petal.7" leftSection={<Icon of={CircleX} size={18} />} onClick={() => setOpen("cancel")}>{texts.cancelOne}</Button>
      )}
      {Open && <Open order={order} delivery={delivery} onClose={() => setOpen(null)} />}
    </Group>
  );
}

const DIALOGS = { edit: EditDialog, move: MoveDialog, add: AddDialog, address: AddressDialog, stems: ProposeDialog, cancel: CancelDialog };
type Deed = keyof typeof DIALOGS;
const DEEDS: { deed: Deed; words: string; icon: IconNode }[] = [
  { deed: "edit", words: texts.edit, icon: Pencil },
  { deed: "move", words: texts.move, icon: Clock },
  { deed: "add", words: addTexts.button, icon: Plus },
  { deed: "address", words: addressTexts.button, icon: MapPin },
  { deed: "stems", words: proposeTexts.button, icon: Flower2 },
];

const NOT_SOLD = ["pending_payment", "cancelled", "expired", "replaced"];

const hasOthers = ({ deliveries }: DeskOrder): boolean => deliveries.filter(({ status }) => status.code !== "cancelled").length > 1;

const isSwappable = ({ asked_until, status }: DeskDelivery): boolean => !asked_until && ["scheduled", "preparing"].includes(status.code);

/** The last delivery that is left is cancelled with its order. */
function useDeeds(order: DeskOrder, delivery: DeskDelivery): Record<Deed, boolean> {
  const mayEdit = useMay("edit_orders");
  const mayRefund = useMay("refund");
  const sold = mayEdit && !NOT_SOLD.includes(order.status.code);
  const moves = sold && delivery.can_move;
  const { code } = delivery.status;
  return {
    edit: mayEdit && delivery.can_edit,
    move: mayEdit && delivery.can_move,
    add: moves && code === "scheduled",
    address: moves && delivery.method === "van",
    stems: sold && isSwappable(delivery),
    cancel: mayRefund && delivery.can_cancel && hasOthers(order),
  };
}
