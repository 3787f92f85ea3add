/** One stem in the place of another: which one, in which bouquets, and whether there is enough. */
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { formatDay } from "@/lib/dates";
import { previewQuery, stemsQuery, useSwap, type StemStock } from "./queries";
import { StemSelect } from "./stem-select";
import { texts } from "./texts";

interface Props { stem: StemStock; date: string; stems: StemStock[]; onDone: () => void }

/** Day by day: what is free on one is not on another. It begins with `date`. */
export function SubstitutePanel({ stem, date, stems, onDone }: Props) {
  const [day, setDay] = useState(date);
  const [by, setBy] = useState<string | null>(null);
  const { data } = useQuery(stemsQuery);
  const usual = data?.items.find(({ id }) => id === stem.id)?.substitute_ids ?? [];
  const others = stems.filter(({ id, free }) => id !== stem.id && free > 0).sort(byFitness(stem, usual));
  return (
    <Stack>
      <MadeOn days={[...new Set([date, ...stem.wanted.map((each) => each.date)])].sort()} day={day} onChange={setDay} />
      <StemSelect label={texts.by} value={by} data={others.map(({ id, name, free }) => ({ value: String(id), label: usual.includes(id) ? texts.byUsual(name, free) : texts.byFree(name, free) }))} onChange={setBy} />
      {by && <Preview key={`${day} ${by}`} stem={stem.id} by={Number(by)} date={day} onDone={onDone} />}
    </Stack>
  );
}

function MadeOn({ days, day, onChange }: { days: string[]; day: string; onChange: (day: string) => void }) {
  if (days.length === 1) return <Text c="gray.7">{texts.madeOn(formatDay(day, "words"))}</Text>;
  const data = days.map((each) => ({ value: each, label: formatDay(each, "words") }));
  return <NativeSelect label={texts.madeOnWhich} size="md" value={day} onChange={({ currentTarget }) => onChange(currentTarget.value)} data={data} />;
}

/** What is said to stand in for it comes first, in its order; then what is likest, then what there is most of. */
function byFitness(stem: StemStock, usual: number[]) {
  const place = ({ id }: StemStock) => (usual.includes(id) ? usual.indexOf(id) : usual.length);
  return (one: StemStock, other: StemStock) => place(one) - place(other) || likeness(other, stem) - likeness(one, stem) || other.free - one.free;
}

function Preview({ stem, by, date, onDone }: { stem: number; by: number; date: string; onDone: () => void }) {
  const { data, error, refetch } = useQuery(previewQuery(stem, by, date));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const swap = useSwap();
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.deliveries.length === 0) return <Text c="gray.6">{texts.nobody}</Text>;
  const chosen = data.deliveries.filter(({ delivery_id, way }) => way !== "not_so" && !left.has(delivery_id));
  const needed = chosen.reduce((sum, each) => sum + each.needed, 0);
  const enough = needed <= data.free && !data.cheaper;
  const turn = (id: string) => setLeft((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])));
  return (
    <Stack>
      <Stack gap={4}>
        {data.deliveries.map((each) => (
          <Group key={each.delivery_id} justify="space-between" wrap="nowrap" mih={44}>
            <Checkbox
              size="md"
              checked={each.way !== "not_so" && !left.has(each.delivery_id)}
              disabled={each.way === "not_so"}
              description={texts.ways[each.way]?.(each.choice.label)}
              onChange={() => turn(each.delivery_id)}
              label={`${each.recipient_name}, ${each.number}${each.waits ? ` (${texts.waits})` : ""}`}
            />
            <Text size="sm" c="gray.7" style={{ whiteSpace: "nowrap" }}>{texts.stems(each.needed)}</Text>
          </Group>
        ))}
      </Stack>
      <Alert color={enough ? "green" : "petal"} role="status">{wordsOf(data, needed)}</Alert>
      {swap.error && <Trouble error={swap.error} />}
      <Button
        h={56}
        fz="lg"
        disabled={!enough || chosen.length === 0}
        loading={swap.isPending}
        onClick={() =>
          swap.mutate(
            { stem_id: stem, substitute_id: by, date, delivery_ids: chosen.map(({ delivery_id }) => delivery_id) },
            { onSuccess: () => { onDone(); said(texts.swapped(chosen.length)); } },
          )
        }
      >
        {texts.swap(chosen.length)}
      </Button>
    </Stack>
  );
}

function wordsOf({ cheaper, free }: { cheaper: boolean; free: number }, needed: number): string {
  if (cheaper) return texts.cheaper;
  return needed <= free ? texts.enough(needed, free) : texts.notEnough(needed, free);
}

/** A color in common counts more than the same flower: most buyers want the color matched. */
const likeness = (one: StemStock, stem: StemStock) => 2 * Number(one.colors.some((color) => stem.colors.includes(color))) + Number(one.species === stem.species);
