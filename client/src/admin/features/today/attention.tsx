/** What a person has to solve: late deliveries, buckets that hold too much, letters that did not get out. */
import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Icon } from "@/admin/ui/icon";
import { Link } from "@/admin/ui/link";
import type { Today } from "./queries";
import { texts } from "./texts";

export function Attention({ today }: { today: Today }) {
  const late = today.deliveries.filter((delivery) => delivery.late);
  if (late.length + today.conflicts.length + today.dead_letters.length + today.unpaid.length === 0) return null;
  return (
    <Paper p="lg" bg="petal.0" component="section" aria-labelledby="attention">
      <Group gap="xs" mb="sm" c="petal.7">
        <Icon of={TriangleAlert} />
        <Title order={2} size="h3" id="attention">{texts.attention}</Title>
      </Group>
      <Stack gap="md">
        {late.length > 0 && <Matter title={texts.lateCount(late.length)} orders={late.map(({ number, recipient_name }) => ({ number, words: recipient_name }))} />}
        {today.conflicts.map((conflict) => (
          <Matter
            key={`${conflict.kind} ${conflict.ref}`}
            title={texts.kinds[conflict.kind] ?? conflict.kind}
            lead={conflict.kind.endsWith("minutes") ? `${conflict.what}: ${texts.minutesOver(conflict.over)}` : texts.overbooked(conflict.over, conflict.what)}
            orders={conflict.deliveries.map(({ number, recipient_name, date }) => ({ number, words: `${recipient_name}, ${formatDay(date)}` }))}
          />
        ))}
        {today.unpaid.length > 0 && (
          <Matter title={texts.unpaid(today.unpaid.length)} orders={today.unpaid.map(({ number, buyer_name, buyer_phone, balance_due }) => ({ number, words: `${buyer_name}, ${buyer_phone}: ${formatMoney(balance_due)}` }))} />
        )}
        {today.dead_letters.map((letter) => (
          <Matter
            key={letter.id}
            title={texts.deadLetter}
            lead={texts.deadLetterTo(letter.kind, letter.recipient)}
            orders={letter.number ? [{ number: letter.number, words: letter.error }] : []}
          />
        ))}
      </Stack>
    </Paper>
  );
}

interface MatterProps { title: string; lead?: string; orders: { number: string; words: string }[] }

function Matter({ title, lead, orders }: MatterProps) {
  return (
    <div>
      <Text fw={600}>{title}</Text>
      {lead && <Text size="sm">{lead}</Text>}
      <Group gap="xs" mt={4}>
        {orders.map(({ number, words }) => (
          <Text key={number + words} size="sm">
            <Link to={`/orders/${number}`} c="petal.8" fw={550} underline="always">{number}</Link> {words}
          </Text>
        ))}
      </Group>
    </div>
  );
}
