/** What is still to pay, until when, and how it comes: taken here, or over a link. */
import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { HandCoins, Send } from "lucide";
import { useState } from "react";
import { formatInstant } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { mine } from "@/lib/mine";
import { useMay } from "@/admin/lib/me";
import { Icon } from "@/admin/ui/icon";
import { complained, said } from "@/admin/ui/said";
import { StatusBadge } from "@/admin/ui/status-badge";
import { TakeDialog } from "../deeds/take-dialog";
import { useDeed } from "../deeds/use-deed";
import type { DeskOrder } from "../queries";
import { balanceTexts as texts } from "../money-texts";

const SOLD_NO_MORE = ["pending_payment", "cancelled", "expired", "replaced"];

const owes = ({ status, money }: Pick<DeskOrder, "status" | "money">): boolean => money.balance_due.amount > 0 && !SOLD_NO_MORE.includes(status.code);

const isOver = (until: string | null): boolean => until !== null && Date.parse(until) < Date.now();

export function Balance({ order }: { order: DeskOrder }) {
  const may = useMay("edit_orders");
  if (!owes(order)) return null;
  const { money, due_at, time_zone } = order;
  const late = isOver(due_at);
  return (
    <Paper bg={late ? "petal.0" : "pollen.0"} p="md" radius="md" component="section" aria-label={texts.title}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Text fw={600} size="lg">{texts.due(formatMoney(money.balance_due))}</Text>
            {due_at && <Text size="sm" c="gray.7">{texts.until(formatInstant(due_at, time_zone))}</Text>}
          </div>
          {late && <StatusBadge status={{ code: "overdue", label: texts.overdue }} />}
        </Group>
        {may && <Ways order={order} />}
      </Stack>
    </Paper>
  );
}

function Ways({ order }: { order: DeskOrder }) {
  const [taking, setTaking] = useState(false);
  const send = useDeed(order.number, () => mine.post("/api/admin/orders/{number}/payment-link", { path: { number: order.number }, body: { version: order.version } }));
  const { email } = order.buyer;
  return (
    <Group gap="xs">
      <Button size="md" leftSection={<Icon of={HandCoins} size={18} />} onClick={() => setTaking(true)}>{texts.take}</Button>
      {email && (
        <Button variant="default" size="md" leftSection={<Icon of={Send} size={18} />} loading={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: () => said(texts.sent(email)), onError: complained })}>
          {texts.send}
        </Button>
      )}
      {taking && <TakeDialog order={order} onClose={() => setTaking(false)} />}
    </Group>
  );
}
