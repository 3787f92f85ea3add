import { Box, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Phone } from "lucide";
import { formatDay } from "@/lib/dates";
import { dialOf } from "@/lib/phone";
import { useLogin } from "@/admin/lib/me";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { StatusBadge } from "@/admin/ui/status-badge";
import { isLoggedIn, type Day, type Stop } from "./door";
import { NextStop } from "./next-stop";
import type { Deed, Outbox } from "./outbox";
import { texts } from "./texts";

const DONE = ["delivered", "failed"];

interface Props { day: Day; waiting: Deed[]; outbox: Outbox }

/** The stops of the day, one run after the other; what was done here counts before the shop has heard of it. */
export function Tour({ day, waiting, outbox }: Props) {
  const stops = day.runs.flatMap((run) => run.stops);
  const isDone = (stop: Stop) => DONE.includes(stop.status.code) || waiting.some((deed) => deed.delivery_id === stop.delivery_id);
  const [next, ...after] = stops.filter((stop) => !isDone(stop));
  const done = stops.filter(isDone);
  return (
    <Stack gap="lg">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={1} size="h2">{day.runs.map(({ name }) => name).join(", ") || formatDay(day.date, "words")}</Title>
          <Text c="gray.7">{stops.length > 0 && texts.left(next ? after.length + 1 : 0, stops.length)}</Text>
        </div>
        <Button component="a" href={dialOf(day.shop_phone)} size="md" variant="subtle" leftSection={<Icon of={Phone} size={18} />}>{texts.callShop}</Button>
      </Group>
      {stops.length === 0 && <Empty title={texts.noRun}>{texts.noRunMore}</Empty>}
      {next && <NextStop key={next.delivery_id} stop={next} timeZone={day.time_zone} outbox={outbox} />}
      {!next && stops.length > 0 && <Text size="lg">{texts.allDone}</Text>}
      <Later title={texts.after} stops={after} />
      <Later title={texts.done} stops={done} waiting={waiting} />
      {isLoggedIn() && <LogOut />}
    </Stack>
  );
}

function Later({ title, stops, waiting = [] }: { title: string; stops: Stop[]; waiting?: Deed[] }) {
  if (stops.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Title order={2} size="h4">{title}</Title>
      {stops.map((stop) => {
        const kept = waiting.some((deed) => deed.delivery_id === stop.delivery_id);
        return (
          <Paper key={stop.delivery_id} withBorder bg="white" radius="md" px="md" py="sm">
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text fw={550}>{stop.position}. {stop.recipient_name}</Text>
                <Text size="sm" c="gray.7">{stop.address}</Text>
                {(stop.received_by || stop.failed_reason) && <Text size="sm" c="gray.7">{stop.failed_reason ?? texts.receivedBy(stop.received_by ?? "")}</Text>}
              </div>
              <Box flex="none"><StatusBadge status={kept ? { code: "preparing", label: texts.waitingHere } : stop.status} /></Box>
            </Group>
          </Paper>
        );
      })}
    </Stack>
  );
}

function LogOut() {
  const { leave } = useLogin();
  return <Button variant="subtle" size="md" onClick={() => void leave()}>{texts.logOut}</Button>;
}
