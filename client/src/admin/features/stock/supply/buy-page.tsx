/** What to buy, the most urgent first: an order for each supplier and day, with quantities to change and one press. */
import { Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { dayAfter } from "@/admin/lib/days";
import { Empty } from "@/admin/ui/faces";
import { complained, said } from "@/admin/ui/said";
import { StockTabs } from "../stock-tabs";
import { BasketCard } from "./basket-card";
import { toBuyQuery, useCallOff, type Purchase } from "./queries";
import { texts } from "./texts";

const WEEKS = [1, 2, 3, 6, 12];
const USUAL = 3;

export default function BuyPage() {
  const [params, setParams] = useSearchParams();
  const { data } = useSuspenseQuery(toBuyQuery(params.get("until") ?? undefined));
  // The way back outlives the card that it belongs to.
  const callOff = useCallOff();
  const ordered = (order: Purchase) =>
    said(texts.ordered(order.supplier.name), () => callOff.mutate(order, { onSuccess: () => said(texts.calledOff), onError: complained }));
  const weeks = WEEKS.find((each) => dayAfter(data.today, 7 * each) >= data.until) ?? USUAL;
  return (
    <Stack gap="lg" maw={960}>
      <StockTabs />
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.buy}</Title>
          <Text c="gray.7">{texts.buyLead}</Text>
        </div>
        <NativeSelect
          label={texts.until}
          size="md"
          value={String(weeks)}
          data={WEEKS.map((each) => ({ value: String(each), label: texts.weeks(each) }))}
          onChange={({ currentTarget: { value } }) => setParams(Number(value) === USUAL ? {} : { until: dayAfter(data.today, 7 * Number(value)) }, { replace: true })}
        />
      </Group>
      {data.baskets.length === 0 && <Empty title={texts.nothingToBuy}>{texts.nothingToBuyMore}</Empty>}
      {data.baskets.map((basket) => <BasketCard key={`${basket.supplier.id} ${basket.arrives_on}`} basket={basket} today={data.today} onOrdered={ordered} />)}
    </Stack>
  );
}
