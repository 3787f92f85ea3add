/** One order at a supplier with its lines, and what can be done with it. */
import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { complained, said } from "@/admin/ui/said";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { letterOf, mailOf } from "./letter";
import { useSend, type Purchase } from "./queries";
import classes from "./supply.module.css";
import { texts } from "./texts";

export type Doing = "change" | "arrive" | "callOff";

const TALL = 44;
const COLORS: Record<string, string> = { open: "pollen", sent: "green", arrived: "gray", cancelled: "gray" };

export function PurchaseCard({ order, onDo }: { order: Purchase; onDo: (what: Doing) => void }) {
  const { supplier, arrives_on, state, total, lines } = order;
  const color = COLORS[state.code] ?? "gray";
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Title order={3} size="h4">{supplier.name}</Title>
          <Text c="gray.7" size="sm">{texts.number(order.id)} · {texts.arrives(formatDay(arrives_on, "words"))} · {formatMoney(total)}</Text>
        </div>
        <Badge size="lg" variant="light" tt="none" color={color} c={`${color}.8`}>{state.label}</Badge>
      </Group>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line} style={{ minHeight: 36 }}>
            <Text size="sm">{line.name}</Text>
            <Text size="sm" c={isShort(line) ? "petal.8" : "gray.7"} fw={isShort(line) ? 600 : undefined}>{wordsFor(line)}</Text>
          </li>
        ))}
      </ul>
      <Actions order={order} onDo={onDo} />
    </>
  );
}

function Actions({ order, onDo }: { order: Purchase; onDo: (what: Doing) => void }) {
  const send = useSend();
  const { data: shop } = useQuery(shopQuery);
  if (order.state.code !== "open" && order.state.code !== "sent") return null;
  const open = order.state.code === "open";
  const from = shop?.name ?? "";
  const mail = mailOf(order, from);
  const copy = () => void navigator.clipboard.writeText(letterOf(order, from)).then(() => said(texts.copied), complained);
  const label = (what: string) => texts.of(what, order.id);
  return (
    <Group gap="xs">
      {open && <Button h={TALL} loading={send.isPending} aria-label={label(texts.sent)} onClick={() => send.mutate(order, { onSuccess: () => said(texts.saidSent(order.supplier.name)), onError: complained })}>{texts.sent}</Button>}
      <Button h={TALL} variant={open ? "default" : "filled"} aria-label={label(texts.came)} onClick={() => onDo("arrive")}>{texts.came}</Button>
      <Button h={TALL} variant="default" aria-label={label(texts.copy)} onClick={copy}>{texts.copy}</Button>
      {mail && <Button h={TALL} variant="default" component="a" href={mail} aria-label={label(texts.mail)}>{texts.mail}</Button>}
      <Button h={TALL} variant="default" aria-label={label(texts.change)} onClick={() => onDo("change")}>{texts.change}</Button>
      <Button h={TALL} variant="subtle" color="petal.7" aria-label={label(texts.callOff)} onClick={() => onDo("callOff")}>{texts.callOff}</Button>
    </Group>
  );
}

type Line = Purchase["lines"][number];

const isShort = ({ ordered, received, reserved }: Line) => (received ?? ordered) < (received === null ? reserved : ordered);

function wordsFor({ ordered, received, reserved }: Line): string {
  if (received !== null) return `${texts.cameCount(received)} · ${texts.orderedCount(ordered)}`;
  return reserved > 0 ? `${texts.orderedCount(ordered)} · ${texts.promised(reserved)}` : texts.orderedCount(ordered);
}
