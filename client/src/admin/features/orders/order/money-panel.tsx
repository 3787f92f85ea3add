/** What the order comes to, what was paid, what went back. */
import { Divider, Group, Stack, Text } from "@mantine/core";
import { formatInstant } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { StatusBadge } from "@/admin/ui/status-badge";
import { Sums, SumRow } from "@/admin/ui/sums";
import type { DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { Balance } from "./balance";
import { Panel } from "./panel";

export function MoneyPanel({ order }: { order: DeskOrder }) {
  const { totals, money } = order;
  return (
    <Panel title={texts.money}>
      <Stack gap={6}>
        <Sums totals={totals} />
        {money.credit.amount > 0 && <SumRow name={texts.credit} value={money.credit} minus />}
        <Divider my={4} color="gray.2" />
        <SumRow name={texts.captured} value={money.captured} />
        {money.refunded.amount > 0 && <SumRow name={texts.refunded} value={money.refunded} minus />}
        {money.balance_due.amount < 0 && <SumRow name={texts.owes} value={{ ...money.balance_due, amount: -money.balance_due.amount }} strong />}
      </Stack>
      <Balance order={order} />
      {money.payments.length > 0 && <Payments order={order} />}
      {money.refunds.length > 0 && <Refunds order={order} />}
    </Panel>
  );
}

/** Every payment that was begun, with how it stands; one that staff took says how and by whom. */
function Payments({ order: { money, time_zone } }: { order: DeskOrder }) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} mt="xs" style={{ listStyle: "none" }} aria-label={texts.payments}>
      {money.payments.map(({ attempt, provider, method, who, status, amount, created_at }) => (
        <Group component="li" key={attempt} justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={550}>{method ? (texts.methods[method] ?? method) : provider}</Text>
            <Text size="sm" c="gray.6">{[formatInstant(created_at, time_zone), who && texts.takenBy(who)].filter(Boolean).join(" · ")}</Text>
          </div>
          <Stack gap={2} align="flex-end">
            <Text fw={550} style={{ fontVariantNumeric: "tabular-nums" }}>{formatMoney(amount)}</Text>
            <StatusBadge status={status} />
          </Stack>
        </Group>
      ))}
    </Stack>
  );
}

function Refunds({ order: { money, time_zone } }: { order: DeskOrder }) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} mt="xs" style={{ listStyle: "none" }} aria-label={texts.refunds}>
      {money.refunds.map(({ id, amount, what, reason, status, created_at }) => (
        <li key={id}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text fw={550}>{what}</Text>
              {reason && <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{reason}</Text>}
              <Text size="sm" c="gray.6">{`${formatInstant(created_at, time_zone)} · ${status.label}`}</Text>
            </div>
            <Text fw={550} style={{ fontVariantNumeric: "tabular-nums" }}>{formatMoney(amount)}</Text>
          </Group>
        </li>
      ))}
    </Stack>
  );
}
