/** The calendar's rules: what is closed when and for whom, special days, and what a customer sees of it. */
import { Button, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CalendarX2, Sparkles } from "lucide";
import { useState } from "react";
import { useMay } from "@/admin/lib/me";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { BlackoutForm } from "./blackout-form";
import { FloristDays } from "./florist-days";
import { Holidays } from "./holidays";
import { OverrideForm } from "./override-form";
import { Preview } from "./preview";
import { rulesQuery, type Blackout } from "./queries";
import { RulesList } from "./rules-list";
import type { Begun } from "./special";
import { Surges } from "./surges";
import { texts } from "./texts";

type Task = { what: "blackout"; known?: Blackout } | { what: "override"; known?: Begun };

export default function CalendarPage() {
  const { data: rules } = useSuspenseQuery(rulesQuery);
  const [task, setTask] = useState<Task | null>(null);
  const may = useMay("set_calendar");
  const done = () => setTask(null);
  const nothing = rules.blackouts.length + rules.overrides.length === 0;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.6">{texts.lead}</Text>
        </div>
        {may && (
          <Group gap="sm">
            <Button variant="default" h={48} leftSection={<Icon of={Sparkles} />} onClick={() => setTask({ what: "override" })}>{texts.special}</Button>
            <Button h={48} leftSection={<Icon of={CalendarX2} />} onClick={() => setTask({ what: "blackout" })}>{texts.close}</Button>
          </Group>
        )}
      </Group>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="xl">
            {nothing ? <Empty title={texts.none}>{texts.noneMore}</Empty> : <RulesList rules={rules} onBlackout={(known) => setTask({ what: "blackout", known })} onOverride={(known) => setTask({ what: "override", known })} />}
            <FloristDays rules={rules} onPrepare={(known) => setTask({ what: "override", known })} />
            <Holidays holidays={rules.holidays} />
            <Surges today={rules.today} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}><Preview today={rules.today} /></Grid.Col>
      </Grid>
      <Dialog opened={task !== null} onClose={done} title={task?.what === "override" ? texts.special : texts.close}>
        {task?.what === "blackout" && <BlackoutForm rules={rules} known={task.known} onDone={done} />}
        {task?.what === "override" && <OverrideForm rules={rules} known={task.known} onDone={done} />}
      </Dialog>
    </Stack>
  );
}
