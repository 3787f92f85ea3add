/** What an order comes to, row by row; the rows add up to the total. */
import { Group, Stack, Text } from "@mantine/core";
import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { sumsTexts as texts } from "./sums-texts";

interface Totals {
  items: Money;
  plain_delivery: Money | null;
  surges: readonly { name: string; amount: Money }[];
  promotions: readonly { code: string | null; name: string; amount: Money }[];
  tip: Money;
  tax: Money | null;
  tax_included: boolean;
  total: Money;
}

export function Sums({ totals, soFar = false }: { totals: Totals; soFar?: boolean }) {
  const { items, plain_delivery, surges, promotions, tip, tax, tax_included, total } = totals;
  return (
    <Stack gap={6}>
      <SumRow name={texts.items} value={items} />
      <SumRow name={texts.fee} value={plain_delivery} free />
      {surges.map(({ name, amount }) => <SumRow key={name} name={name} value={amount} />)}
      {promotions.map(({ code, name, amount }) => <SumRow key={name} name={code ? `${name} (${code})` : name} value={amount} minus />)}
      {!tax_included && <SumRow name={texts.tax} value={tax} />}
      {tip.amount > 0 && <SumRow name={texts.tip} value={tip} />}
      <SumRow name={soFar ? texts.soFar : texts.total} value={total} strong />
      {tax_included && tax && <Text size="sm" c="gray.6" ta="right">{texts.including(formatMoney(tax))}</Text>}
    </Stack>
  );
}

interface RowProps { name: string; value: Money | null; strong?: boolean; minus?: boolean; free?: boolean }

/** One amount with its name; null is not known yet. */
export function SumRow({ name, value, strong, minus, free }: RowProps) {
  const written = !value ? texts.later : free && value.amount === 0 ? texts.free : `${minus ? "−" : ""}${formatMoney(value)}`;
  return (
    <Group justify="space-between" wrap="nowrap" align="baseline">
      <Text c={strong ? undefined : "gray.7"} fw={strong ? 600 : undefined}>{name}</Text>
      <Text fw={strong ? 600 : undefined} c={value ? undefined : "gray.6"} style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>{written}</Text>
    </Group>
  );
}
