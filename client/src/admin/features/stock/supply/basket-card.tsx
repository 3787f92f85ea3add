/** What one supplier can bring on a day: line by line what is promised and what is free, and how many to order. */
import { Badge, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { CountField } from "./count-field";
import { useOrder, type Basket, type Purchase } from "./queries";
import classes from "./supply.module.css";
import { texts } from "./texts";

type Line = Basket["lines"][number];

const keyOf = ({ lot_id, stem_id }: Line) => `${lot_id ?? "beside"} ${stem_id}`;

interface Props { basket: Basket; today: string; onOrdered: (order: Purchase) => void }

export function BasketCard({ basket, today, onOrdered }: Props) {
  const [typed, setTyped] = useState<Record<string, number>>({});
  const order = useOrder();
  const day = formatDay(basket.arrives_on);
  const wishes = basket.lines.map((line) => ({ stem_id: line.stem_id, lot_id: line.lot_id, quantity: typed[keyOf(line)] ?? line.suggested })).filter(({ quantity }) => quantity > 0);
  return (
    <Paper withBorder radius="lg" bg="white" component="section" aria-label={`${basket.supplier.name}, ${day}`} p="md">
      <form onSubmit={(event) => { event.preventDefault(); if (wishes.length > 0) order.mutate({ supplier_id: basket.supplier.id, arrives_on: basket.arrives_on, lines: wishes }, { onSuccess: onOrdered }); }}>
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={2} size="h3">{basket.supplier.name}</Title>
            <Text c="gray.7">{texts.arrives(formatDay(basket.arrives_on, "words"))}</Text>
          </div>
          <Until basket={basket} today={today} />
        </Group>
        <ul className={classes.lines}>
          {basket.lines.map((line) => (
            <li key={keyOf(line)} className={classes.line}>
              <div>
                <Text fw={550}>{line.name}</Text>
                <Text size="sm" c="gray.6">{wordsFor(line)}</Text>
              </div>
              <CountField label={texts.quantityOf(line.name)} value={typed[keyOf(line)] ?? line.suggested} onChange={(next) => setTyped((before) => ({ ...before, [keyOf(line)]: next }))} />
            </li>
          ))}
        </ul>
        {order.error && <Trouble error={order.error} />}
        <Group justify="space-between">
          <Text c="gray.7">{texts.suggested(formatMoney(basket.total))}</Text>
          <Button type="submit" h={48} disabled={wishes.length === 0} loading={order.isPending} aria-label={texts.orderOf(basket.supplier.name, day)}>{texts.order}</Button>
        </Group>
      </form>
    </Paper>
  );
}

function Until({ basket: { late, order_by }, today }: { basket: Basket; today: string }) {
  if (late) return <Text fw={600} c="petal.8">{texts.tooLate(formatDay(order_by))}</Text>;
  const now = order_by === today;
  return <Badge size="lg" variant="light" tt="none" color={now ? "pollen" : "gray"} c={now ? "pollen.8" : "gray.8"}>{now ? texts.orderToday : texts.orderBy(formatDay(order_by))}</Badge>;
}

function wordsFor({ lot_id, reserved, brings, free, coming, reorder_point, bunch }: Line): string {
  return [
    reserved > 0 && (lot_id === null ? texts.missing(reserved) : texts.promised(reserved)),
    free > 0 && texts.free(free),
    coming > 0 && texts.onTheWay(coming),
    brings !== null && brings > 0 && texts.brings(brings, bunch),
    reserved === 0 && reorder_point > 0 && texts.keeps(reorder_point),
  ].filter(Boolean).join(" · ");
}
