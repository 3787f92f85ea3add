/** What busy days cost more: a list, and a form for one more. */
import { Badge, Button, Group, NativeSelect, NumberInput, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TrendingUp } from "lucide";
import { useState, type SyntheticEvent } from "react";
import type { Gets, Posts } from "@/lib/api/endpoints";
import { formatDay } from "@/lib/dates";
import { formatMoney, minorUnits } from "@/lib/money";
import { mine } from "@/lib/mine";
import { useMay } from "@/admin/lib/me";
import { Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { complained, said } from "@/admin/ui/said";
import { surgeTexts as texts } from "./surges-texts";

type Answer = Gets["/api/admin/surges"]["answer"];
type Surge = Answer["items"][number];
type Body = Posts["/api/admin/surges"]["body"];

const surgesQuery = queryOptions({
  queryKey: ["calendar", "surges"],
  queryFn: ({ signal }) => mine.get("/api/admin/surges", { signal }),
});

export function Surges({ today }: { today: string }) {
  const { data, error, refetch } = useQuery(surgesQuery);
  const [adding, setAdding] = useState(false);
  const may = useMay("set_calendar");
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Stack component="section" gap="sm" aria-label={texts.title}>
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={2} size="h3">{texts.title}</Title>
          <Text c="gray.6">{texts.lead}</Text>
        </div>
        {may && <Button variant="default" h={44} leftSection={<Icon of={TrendingUp} />} onClick={() => setAdding(true)}>{texts.add}</Button>}
      </Group>
      {data.items.length === 0 && <Text c="gray.7">{texts.none}</Text>}
      {data.items.map((surge) => <Row key={surge.id} surge={surge} may={may} />)}
      <Dialog opened={adding} title={texts.add} onClose={() => setAdding(false)}>
        <SurgeForm known={data} today={today} onDone={() => setAdding(false)} />
      </Dialog>
    </Stack>
  );
}

function Row({ surge, may }: { surge: Surge; may: boolean }) {
  const remove = useSurgeChange((id: number) => mine.del("/api/admin/surges/{surge_id}", { path: { surge_id: id } }));
  const add = useSurgeChange(send);
  const { id, name, first, last, rule, amount, zone, zone_id } = surge;
  const back = () => add.mutate({ first, last, rule, name, zone_id, amount: amount.amount }, { onSuccess: () => said(texts.put(name)), onError: complained });
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" gap="sm">
        <Stack gap={2}>
          <Group gap="sm">
            <Text ff="heading" size="lg">{name}</Text>
            <Badge size="lg" variant="light" color="petal" c="petal.8" tt="none">{texts.more(formatMoney(amount))}</Badge>
          </Group>
          <Text size="sm" c="gray.7">{[texts.days(formatDay(first), formatDay(last)), zone ?? texts.everywhere, rule && texts.byRule(rule)].filter(Boolean).join(" · ")}</Text>
        </Stack>
        {may && <Button variant="subtle" color="petal.7" h={44} aria-label={texts.removeOf(name)} loading={remove.isPending} onClick={() => remove.mutate(id, { onSuccess: () => said(texts.removed(name), back), onError: complained })}>{texts.remove}</Button>}
      </Group>
    </Paper>
  );
}

function SurgeForm({ known, today, onDone }: { known: Answer; today: string; onDone: () => void }) {
  const [draft, setDraft] = useState<Body>({ first: today, last: today, amount: 0, name: "", rule: "", zone_id: null });
  const add = useSurgeChange(send);
  const change = (part: Partial<Body>) => setDraft((before) => ({ ...before, ...part }));
  const units = minorUnits(known.currency);
  const ready = draft.name.trim() !== "" && draft.amount > 0 && draft.first <= draft.last;
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (ready) add.mutate(draft, { onSuccess: () => { onDone(); said(texts.added(draft.name)); } });
  }
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <TextInput label={texts.name} description={texts.nameMore} size="md" required maxLength={60} data-autofocus value={draft.name} onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
      <Group grow align="flex-start">
        <TextInput type="date" label={texts.from} size="md" required value={draft.first} onChange={({ currentTarget: { value } }) => change({ first: value, last: draft.last < value ? value : draft.last })} />
        <TextInput type="date" label={texts.to} size="md" required min={draft.first} value={draft.last} onChange={({ currentTarget }) => change({ last: currentTarget.value })} />
      </Group>
      <NumberInput label={texts.amount} size="md" required min={0} decimalScale={Math.round(Math.log10(units))} fixedDecimalScale hideControls inputMode="decimal" value={draft.amount ? draft.amount / units : ""} onChange={(value) => change({ amount: value === "" ? 0 : Math.round(Number(value) * units) })} />
      <NativeSelect label={texts.where} size="md" value={draft.zone_id ? String(draft.zone_id) : ""} data={[{ value: "", label: texts.everywhere }, ...known.zones.map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={({ currentTarget }) => change({ zone_id: currentTarget.value ? Number(currentTarget.value) : null })} />
      <TextInput label={texts.rule} description={texts.ruleMore} size="md" maxLength={200} value={draft.rule} onChange={({ currentTarget }) => change({ rule: currentTarget.value })} />
      {add.error && <Trouble error={add.error} />}
      <Button type="submit" h={52} fz="md" disabled={!ready} loading={add.isPending}>{texts.save}</Button>
    </Stack>
  );
}

const send = (body: Body) => mine.post("/api/admin/surges", { body });

function useSurgeChange<Variables>(change: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => void client.invalidateQueries({ queryKey: ["calendar"] }),
  });
}
