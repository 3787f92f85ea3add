/** Orders that came in lately, the newest first; a new one is marked, and heard if the florist wants that. */
import { Group, Paper, Stack, Switch, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { formatDay, formatTime } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Link } from "@/admin/ui/link";
import { chime } from "./chime";
import type { Today } from "./queries";
import { texts } from "./texts";

export function Arrivals({ arrivals, timeZone }: { arrivals: Today["arrivals"]; timeZone: string }) {
  const [sound, setSound] = useLocalStorage({ key: "posy-sound", defaultValue: true });
  useNewest(arrivals[0]?.number, sound);
  return (
    <Paper p="lg" bg="white" component="section" aria-labelledby="arrivals">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="arrivals">{texts.arrivals}</Title>
        <Switch size="sm" label={texts.soundOn} checked={sound} onChange={(event) => setSound(event.currentTarget.checked)} />
      </Group>
      {arrivals.length === 0 && <Text c="gray.6">{texts.arrivalsNone}</Text>}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-live="polite">
        {arrivals.map(({ number, confirmed_at, buyer_name, date, deliveries, total }) => (
          <Group component="li" key={number} justify="space-between" wrap="nowrap" gap="md">
            <div>
              <Link to={`/orders/${number}`} fw={550}>{number}</Link>
              <Text size="sm" c="gray.6">{[buyer_name, texts.arrivalFor(formatDay(date)), texts.several(deliveries)].filter(Boolean).join(" · ")}</Text>
            </div>
            <Stack gap={0} align="flex-end">
              <Text fw={550}>{formatMoney(total)}</Text>
              <Text size="sm" c="gray.6">{formatTime(confirmed_at, timeZone)}</Text>
            </Stack>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

/** Sounds when another order is the newest; not for what was there when the page opened. */
function useNewest(newest: string | undefined, sound: boolean): void {
  const seen = useRef(newest);
  useEffect(() => {
    if (newest !== seen.current && newest && sound) chime();
    seen.current = newest;
  }, [newest, sound]);
}
