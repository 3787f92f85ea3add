/** One tour of a van: who drives, its stops in order, and its way out of the door. */
import { Button, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { Link2, Pencil, Sparkles, Truck } from "lucide";
import { useId, useState } from "react";
import { isProblem } from "@/lib/api/problem";
import type { Work } from "@/admin/lib/work";
import { Icon } from "@/admin/ui/icon";
import { refused, useMoves } from "@/admin/ui/moves";
import { said } from "@/admin/ui/said";
import { Conflict } from "./conflict";
import { LinkDialog } from "./link-dialog";
import { useArrange, useChangeRun, usePropose, type Queue, type Run } from "./queries";
import { RunDialog } from "./run-dialog";
import { Stops } from "./stops";
import { texts } from "./texts";

export function RunCard({ run, queue }: { run: Run; queue: Queue }) {
  const id = useId();
  const [open, setOpen] = useState<"link" | "run" | null>(null);
  const arrange = useArrange();
  const works = run.stops.flatMap((stop) => queue.deliveries.find((work) => work.id === stop) ?? []);
  // What was just dropped is shown where it was dropped, before the server has answered.
  const shown = arrange.isPending ? arrange.variables.stops.flatMap((stop) => works.find((work) => work.id === stop) ?? []) : works;
  const mine = isProblem(arrange.error, "version_conflict") ? arrange.variables?.stops : undefined;

  function put(stops: string[]) {
    arrange.mutate({ run, stops }, { onError: (error) => { if (!isProblem(error, "version_conflict")) refused(error); } });
  }
  return (
    <Paper component="article" aria-labelledby={id} withBorder radius="lg" p={{ base: "md", sm: "lg" }} bg="white">
      <Stack gap="md">
        <Group justify="space-between" align="flex-end">
          <div>
            <Title order={3} id={id}>{run.name}</Title>
            <Text size="sm" c="gray.7">{texts.stops(run.stops.length)}</Text>
          </div>
          <Driver run={run} queue={queue} />
        </Group>
        {mine && <Conflict mine={mine} works={queue.deliveries} onMine={() => put(mine)} onTheirs={arrange.reset} />}
        {run.stops.length === 0 ? <Text c="gray.7">{texts.noStops}</Text> : <Stops works={shown} timeZone={queue.time_zone} onOrder={put} />}
        <Deeds run={run} works={works} onOpen={setOpen} />
      </Stack>
      {open === "link" && <LinkDialog run={run} timeZone={queue.time_zone} onClose={() => setOpen(null)} />}
      {open === "run" && <RunDialog run={run} onClose={() => setOpen(null)} />}
    </Paper>
  );
}

function Driver({ run, queue }: { run: Run; queue: Queue }) {
  const change = useChangeRun();
  return (
    <NativeSelect
      size="md"
      label={texts.driver}
      value={run.driver?.id ?? ""}
      disabled={change.isPending}
      data={[{ value: "", label: texts.nobody }, ...queue.drivers.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget }) => change.mutate({ run, name: run.name, driverId: currentTarget.value || null }, { onError: refused })}
    />
  );
}

function Deeds({ run, works, onOpen }: { run: Run; works: Work[]; onOpen: (dialog: "link" | "run") => void }) {
  const moves = useMoves();
  const propose = usePropose();
  const ready = works.filter(({ status }) => status.code === "ready");
  return (
    <Group gap="sm">
      {ready.length > 0 && <Button size="md" leftSection={<Icon of={Truck} />} loading={moves.busy} onClick={() => moves.all(ready, "out_for_delivery")}>{texts.sendOut(ready.length)}</Button>}
      <Button size="md" variant="default" leftSection={<Icon of={Link2} />} onClick={() => onOpen("link")}>{texts.link}</Button>
      {run.stops.length > 1 && (
        <Button size="md" variant="default" leftSection={<Icon of={Sparkles} />} loading={propose.isPending} onClick={() => propose.mutate(run, { onSuccess: () => said(texts.proposed), onError: refused })}>{texts.propose}</Button>
      )}
      <Button size="md" variant="subtle" leftSection={<Icon of={Pencil} />} onClick={() => onOpen("run")}>{texts.change}</Button>
    </Group>
  );
}
