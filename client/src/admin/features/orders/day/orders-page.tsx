/** The orders of a day, or what a search finds among all of them. The address bar knows which. */
import { Box, Button, Group, NativeSelect, Pagination, Stack, Text, TextInput, Title, CloseButton } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Search } from "lucide";
import { startTransition, useState, type SyntheticEvent } from "react";
import { useSearchParams } from "react-router";
import { formatDay } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { shopQuery } from "@/lib/questions/shop";
import { todayIn } from "@/admin/lib/today";
import { DaySwitch } from "@/admin/ui/day-switch";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { NewOrderButton } from "@/admin/ui/new-order-button";
import { ordersQuery, type OrderRows, type OrderSearch } from "../queries";
import { dayTexts as texts } from "../texts";
import { OrderCards, OrderTable } from "./rows";

const TALL = 44;

export default function OrdersPage() {
  useDocumentTitle(texts.title);
  const [params, setParams] = useSearchParams();
  const { data: shop } = useSuspenseQuery(shopQuery);
  const { words, unpaid, day, search } = askedOf(params, todayIn(shop.time_zone));
  const { data } = useSuspenseQuery(ordersQuery(search));

  /** Another question begins at its first page. */
  function ask(change: Record<string, string>) {
    startTransition(() =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (!("page" in change)) after.delete("page");
        for (const [name, value] of Object.entries(change)) if (value) after.set(name, value); else after.delete(name);
        return after;
      }),
    );
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <div>
          <Text c="gray.6">{leadOf({ words, unpaid, day, total: data.total })}</Text>
          <Title order={1}>{texts.title}</Title>
        </div>
        <Group gap="sm">
          <NewOrderButton />
          {!words && !unpaid && <DaySwitch day={day} today={data.today} onChange={(date) => ask({ date: date === data.today ? "" : date })} />}
        </Group>
      </Group>
      <Group gap="sm" align="flex-end">
        <Finder key={words} words={words} onFind={(q) => ask({ q })} />
        <Button variant={unpaid ? "filled" : "default"} h={TALL} aria-pressed={unpaid} onClick={() => ask({ unpaid: unpaid ? "" : "1", q: "" })}>{texts.unpaid}</Button>
        <NativeSelect
          aria-label={texts.status}
          size="md"
          styles={{ input: { height: TALL } }}
          value={params.get("status") ?? ""}
          onChange={({ currentTarget }) => ask({ status: currentTarget.value })}
          data={[{ value: "", label: texts.anyStatus }, ...Object.entries(texts.statuses).map(([value, label]) => ({ value, label }))]}
        />
      </Group>
      <Found rows={data} words={words} unpaid={unpaid} onPage={(page) => ask({ page: String(page) })} />
    </Stack>
  );
}

/** What the address bar asks for. Who owes something is looked for among all days. */
function askedOf(params: URLSearchParams, today: string) {
  const words = params.get("q") ?? "";
  const unpaid = params.get("unpaid") === "1";
  const day = params.get("date") ?? today;
  const when = unpaid ? { unpaid: 1 } : { date: day };
  const search: OrderSearch = {
    ...(words ? { q: words } : when),
    status: (params.get("status") ?? undefined) as OrderSearch["status"],
    page: Number(params.get("page")) || 1,
  };
  return { words, unpaid, day, search };
}

interface Lead { words: string; unpaid: boolean; day: string; total: number }

function leadOf({ words, unpaid, day, total }: Lead): string {
  if (words) return texts.found(total, words);
  return unpaid ? texts.countUnpaid(total) : `${formatDay(day, "words")} · ${texts.count(total)}`;
}

function Finder({ words, onFind }: { words: string; onFind: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onFind(typed.trim());
  }
  return (
    <Box component="form" role="search" onSubmit={submit} flex="1 1 280px">
      <TextInput
        aria-label={texts.search}
        placeholder={texts.searchHint}
        size="md"
        styles={{ input: { height: TALL } }}
        leftSection={<Icon of={Search} size={18} />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        rightSection={typed && <CloseButton aria-label={texts.clear} onClick={() => { setTyped(""); onFind(""); }} />}
      />
    </Box>
  );
}

function Found({ rows, words, unpaid, onPage }: { rows: OrderRows; words: string; unpaid: boolean; onPage: (page: number) => void }) {
  const withDay = words !== "" || unpaid;
  if (rows.items.length === 0) {
    if (unpaid) return <Empty title={texts.noneUnpaid}>{texts.noneUnpaidMore}</Empty>;
    return words ? <Empty title={texts.nothingFound(words)}>{texts.nothingFoundMore}</Empty> : <Empty title={texts.none}>{texts.noneMore}</Empty>;
  }
  const pages = Math.ceil(rows.total / rows.page_size);
  return (
    <>
      <Box visibleFrom="lg"><OrderTable rows={rows} withDay={withDay} /></Box>
      <Box hiddenFrom="lg"><OrderCards rows={rows} withDay={withDay} /></Box>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={rows.page}
          onChange={onPage}
          size="lg"
          aria-label={texts.pages}
          getItemProps={(page) => ({ "aria-label": texts.page(page) })}
          getControlProps={(control) => ({ "aria-label": control === "previous" ? texts.previous : texts.next })}
        />
      )}
    </>
  );
}
