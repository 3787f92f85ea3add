/** Every letter of the shop: those that did not get out first, each sent again with one press. */
import { Group, NativeSelect, Pagination, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { startTransition } from "react";
import { useSearchParams } from "react-router";
import { useDocumentTitle } from "@/lib/document-title";
import { shopQuery } from "@/lib/questions/shop";
import { Empty } from "@/admin/ui/faces";
import { Finder } from "./finder";
import { LetterRow } from "./letter-row";
import { LettersTabs } from "./letters-tabs";
import classes from "./letters.module.css";
import { outboxQuery, type OutboxSearch } from "./queries";
import { outboxTexts as texts } from "./texts";

const TALL = { input: { height: 44 } };

function Nothing({ yet }: { yet: boolean }) {
  return <Empty title={yet ? texts.noneYet : texts.none}>{yet ? texts.noneYetMore : texts.noneMore}</Empty>;
}

export default function OutboxPage() {
  useDocumentTitle(texts.title);
  const [params, setParams] = useSearchParams();
  const asked = (name: string) => params.get(name) ?? "";
  const search: OutboxSearch = { state: asked("state") as OutboxSearch["state"], kind: asked("kind"), q: asked("q"), page: Number(asked("page")) || 1 };
  const { data } = useSuspenseQuery(outboxQuery(search));
  const { data: shop } = useSuspenseQuery(shopQuery);
  const pages = Math.ceil(data.total / data.page_size);

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
    <Stack gap="lg" maw={980}>
      <div>
        <Title order={1}>{texts.title}</Title>
        <Text c={data.dead > 0 ? "petal.7" : "gray.7"}>{texts.dead(data.dead)}</Text>
      </div>
      <LettersTabs />
      <Group gap="sm" align="flex-end">
        <Finder key={search.q} label={texts.search} hint={texts.searchHint} words={asked("q")} onFind={(q) => ask({ q })} />
        <NativeSelect aria-label={texts.state} size="md" styles={TALL} value={search.state} onChange={({ currentTarget }) => ask({ state: currentTarget.value })} data={[{ value: "", label: texts.anyState }, ...Object.entries(texts.states).map(([value, label]) => ({ value, label }))]} />
        <NativeSelect aria-label={texts.kind} size="md" styles={TALL} value={search.kind} onChange={({ currentTarget }) => ask({ kind: currentTarget.value })} data={[{ value: "", label: texts.anyKind }, ...data.kinds.map(({ kind, label }) => ({ value: kind, label }))]} />
      </Group>
      {data.items.length === 0 && <Nothing yet={!search.state && !search.kind && !search.q} />}
      <Stack component="ul" aria-label={texts.list} gap="sm" className={classes.list}>
        {data.items.map((letter) => <li key={letter.id}><LetterRow letter={letter} timeZone={shop.time_zone} /></li>)}
      </Stack>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={data.page}
          onChange={(page) => ask({ page: String(page) })}
          size="lg"
          aria-label={texts.pages}
          getItemProps={(page) => ({ "aria-label": texts.page(page) })}
          getControlProps={(control) => ({ "aria-label": control === "previous" ? texts.previous : texts.next })}
        />
      )}
    </Stack>
  );
}
