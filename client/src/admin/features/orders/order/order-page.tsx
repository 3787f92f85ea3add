/** One order on one calm page: what to make, for whom, the card; beside it money, history, notes and letters. */
import { Anchor, Button, Grid, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft, Banknote, CircleX } from "lucide";
import { useState } from "react";
import { useParams } from "react-router";
import { formatInstant } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { dialOf } from "@/lib/phone";
import { useMay } from "@/admin/lib/me";
import { Icon } from "@/admin/ui/icon";
import { Link } from "@/admin/ui/link";
import { StatusBadge } from "@/admin/ui/status-badge";
import { CancelDialog } from "../deeds/cancel-dialog";
import { RefundDialog } from "../deeds/refund-dialog";
import { orderQuery, type DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { DeliveryPanel } from "./delivery-panel";
import { History } from "./history";
import { Letters } from "./letters";
import { MoneyPanel } from "./money-panel";
import { Notes } from "./notes";

export default function OrderPage() {
  const { number = "" } = useParams();
  const { data: order } = useSuspenseQuery(orderQuery(number));
  useDocumentTitle(texts.title(order.number));
  return (
    <Stack gap="lg">
      <Head order={order} />
      <Grid gap={{ base: "md", lg: "xl" }}>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            {order.deliveries.map((delivery, index) => (
              <DeliveryPanel key={delivery.id} order={order} delivery={delivery} index={index} />
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 1 }} spacing="md" style={{ alignItems: "start" }}>
            <MoneyPanel order={order} />
            <Notes order={order} />
            <Letters order={order} />
            <History order={order} />
          </SimpleGrid>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Head({ order }: { order: DeskOrder }) {
  const { name, phone, email } = order.buyer;
  const first = order.deliveries[0]?.date;
  return (
    <Stack gap="xs">
      <Link to={first ? `/orders?date=${first}` : "/orders"} size="md" display="inline-flex" style={{ alignItems: "center", gap: 6, alignSelf: "flex-start", minHeight: 44 }}>
        <Icon of={ArrowLeft} size={18} /> {texts.back}
      </Link>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Group gap="sm">
            <Title order={1}>{texts.title(order.number)}</Title>
            <StatusBadge status={order.status} />
            {order.progress && <Text c="gray.7">{order.progress}</Text>}
          </Group>
          <Text c="gray.6">{texts.placed(formatInstant(order.placed_at, order.time_zone), name)}</Text>
          {order.taken_by && <Text c="gray.6">{texts.taken(texts.channel[order.channel] ?? "", order.taken_by)}</Text>}
          <Group gap="md">
            <Anchor href={dialOf(phone)}>{phone}</Anchor>
            {email && <Anchor href={`mailto:${email}`}>{email}</Anchor>}
          </Group>
        </div>
        <Deeds order={order} />
      </Group>
    </Stack>
  );
}

/** What may be done with the whole order; dialogs begin afresh each time that they open. */
function Deeds({ order }: { order: DeskOrder }) {
  const [open, setOpen] = useState<"refund" | "cancel" | null>(null);
  const may = useMay("refund");
  if (!may) return null;
  const close = () => setOpen(null);
  return (
    <Group gap="sm">
      {order.money.left.amount > 0 && (
        <Button variant="default" size="md" leftSection={<Icon of={Banknote} />} onClick={() => setOpen("refund")}>{texts.giveBack}</Button>
      )}
      {order.can_cancel && (
        <Button variant="default" size="md" c="petal.7" leftSection={<Icon of={CircleX} />} onClick={() => setOpen("cancel")}>{texts.cancel}</Button>
      )}
      {open === "refund" && <RefundDialog order={order} onClose={close} />}
      {open === "cancel" && <CancelDialog order={order} onClose={close} />}
    </Group>
  );
}
