/** Addresses that get nothing that nobody ordered: why, since when, and a way back. */
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { startTransition } from "react";
import { useSearchParams } from "react-router";
import { formatInstant } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { shopQuery } from "@/lib/questions/shop";
import { Empty } from "@/admin/ui/faces";
import { complained, said } from "@/admin/ui/said";
import { Finder } from "./finder";
import { LettersTabs } from "./letters-tabs";
import classes from "./letters.module.css";
import { suppressionsQuery, useLift, type Suppressions } from "./queries";
import { stoppedTexts as texts } from "./texts";

export default function StoppedPage() {
  useDocumentTitle(texts.title);
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const { data } = useSuspenseQuery(suppressionsQuery(q));
  const { data: shop } = useSuspenseQuery(shopQuery);
  return (
    <Stack gap="lg" maw={980}>
      <div>
        <Title order={1}>{texts.title}</Title>
        <Text c="gray.7">{texts.lead}</Text>
      </div>
      <LettersTabs />
      <Finder key={q} label={texts.search} words={q} onFind={(words) => startTransition(() => setParams(words ? { q: words } : {}))} />
      {data.items.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      <Stack component="ul" aria-label={texts.list} gap="sm" className={classes.list}>
        {data.items.map((each) => <li key={each.id}><Stopped stopped={each} timeZone={shop.time_zone} /></li>)}
      </Stack>
    </Stack>
  );
}

function Stopped({ stopped, timeZone }: { stopped: Suppressions["items"][number]; timeZone: string }) {
  const { id, address, why, topic, detail, at } = stopped;
  const lift = useLift();
  return (
    <Paper p="md" radius="lg" bg="white" shadow="xs">
      <Group justify="space-between" gap="md">
        <Stack gap={2} miw={220} flex="1 1 300px">
          <Text fw={550} style={{ overflowWrap: "anywhere" }}>{address}</Text>
          <Text size="sm" c="gray.7">{topic ? texts.of(texts.topics[topic] ?? topic) : texts.everything} · {texts.why[why] ?? why} · {formatInstant(at, timeZone)}</Text>
          {detail && <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{detail}</Text>}
        </Stack>
        <Button variant="default" size="md" aria-label={texts.liftOf(address)} loading={lift.isPending} onClick={() => lift.mutate(id, { onSuccess: () => said(texts.lifted(address)), onError: complained })}>
          {texts.lift}
        </Button>
      </Group>
    </Paper>
  );
}
