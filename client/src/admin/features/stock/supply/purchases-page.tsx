/** The orders at suppliers: what is on its way by the day on which it comes, then what is over. */
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { StockTabs } from "../stock-tabs";
import { ArrivePanel } from "./arrive-panel";
import { CallOffPanel } from "./call-off-panel";
import { PurchaseCard, type Doing } from "./purchase-card";
import { QuantitiesPanel } from "./quantities-panel";
import { purchasesQuery, type Purchase } from "./queries";
import { texts } from "./texts";

interface Task { what: Doing; order: Purchase }

const ENDED = ["arrived", "cancelled"];

export default function PurchasesPage() {
  const { data } = useSuspenseQuery(purchasesQuery);
  const [task, setTask] = useState<Task | null>(null);
  const over = data.items.filter(({ state }) => ENDED.includes(state.code));
  const coming = data.items.filter(({ state }) => !ENDED.includes(state.code));
  return (
    <Stack gap="lg" maw={960}>
      <StockTabs />
      <div>
        <Title order={1}>{texts.orders}</Title>
        <Text c="gray.7">{texts.ordersLead}</Text>
      </div>
      {coming.length === 0 && <Empty title={texts.noOrders}>{texts.noOrdersMore}</Empty>}
      <Section name={texts.coming} orders={coming} onTask={setTask} />
      <Section name={texts.over} orders={over} onTask={setTask} />
      <Dialog opened={task !== null} onClose={() => setTask(null)} title={task && titleOf(task)}>
        {task && <Panel what={task.what} order={data.items.find(({ id }) => id === task.order.id) ?? task.order} today={data.today} onDone={() => setTask(null)} />}
      </Dialog>
    </Stack>
  );
}

function Section({ name, orders, onTask }: { name: string; orders: Purchase[]; onTask: (task: Task) => void }) {
  if (orders.length === 0) return null;
  return (
    <Stack component="section" aria-label={name} gap="sm">
      <Title order={2} size="h3">{name}</Title>
      {orders.map((order) => (
        <Paper key={order.id} withBorder radius="lg" bg="white" p="md" component="article" aria-label={texts.number(order.id)}>
          <PurchaseCard order={order} onDo={(what) => onTask({ what, order })} />
        </Paper>
      ))}
    </Stack>
  );
}

function titleOf({ what, order: { id } }: Task): string {
  return { change: texts.changeTitle, arrive: texts.cameTitle, callOff: texts.callOffTitle }[what](id);
}

function Panel({ what, order, today, onDone }: Task & { today: string; onDone: () => void }) {
  if (what === "change") return <QuantitiesPanel order={order} onDone={onDone} />;
  if (what === "arrive") return <ArrivePanel order={order} today={today} onDone={onDone} />;
  return <CallOffPanel order={order} onDone={onDone} />;
}
