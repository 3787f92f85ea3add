/** What the order comes to, what was paid, what went back. */
import { Divider, Group, Stack, Text } from "@mantine/core";
import type { Money } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { StatusBadge } from "@/admin/ui/status-badge";
import { Sums, SumRow } from "@/admin/ui/sums";
import type { DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { Panel } from "./panel";

export function MoneyPanel({ order }: { order: DeskOrder }) {
  const { totals, money } = order;
  const latest = money.payments.at(-1);
  return (
    <Panel title={texts.money}>
      <Stack gap={6}>
        <Sums totals={totals} />
        {money.credit.amount > 0 && <SumRow name={texts.credit} value={money.credit} minus />}
        <Divider my={4} color="gray.2" />
        <SumRow name={texts.captured} value={money.captured} />
        {money.refunded.amount > 0 && <SumRow name={texts.refunded} value={money.refunded} minus />}
        <Balance due={money.balance_due} sold={money.captured.amount > 0} />
        {latest && <Group justify="space-between"><Text size="sm" c="gray.6">{latest.provider}</Text><StatusBadge status={latest.status} /></Group>}
      </Stack>
      {money.refunds.length > 0 && <Refunds order={order} />}
    </Panel>
  );
}

/** Nothing is said of a balance that is even, or of an order that was never paid. */
function Balance({ due, sold }: { due: Money; sold: boolean }) {
  if (due.amount === 0 || !sold) return null;
  return due.amount > 0 ? <SumRow name={texts.owed} value={due} strong /> : <SumRow name={texts.owes} value={{ ...due, amount: -due.amount }} strong />;
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
