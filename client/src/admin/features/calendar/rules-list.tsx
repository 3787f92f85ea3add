/** What is ahead, the next first: blackouts and special days, each with what changes it. */
import { Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { complained, said } from "@/admin/ui/said";
import { useMay } from "@/admin/lib/me";
import { formatWall } from "@/admin/lib/time";
import { formatDay } from "@/lib/dates";
import { useBlackout, useBlackoutGone, useOverride, useOverrideGone, type Blackout, type Override, type Rules } from "./queries";
import { repeatOf } from "./recurrence";
import { texts } from "./texts";

interface Props { rules: Rules; onBlackout: (blackout: Blackout) => void; onOverride: (override: Override) => void }

export function RulesList({ rules, onBlackout, onOverride }: Props) {
  const ahead = [
    ...rules.blackouts.map((each) => ({ day: each.next_days[0] ?? each.first, key: `blackout ${each.id}`, row: <BlackoutRow blackout={each} onChange={() => onBlackout(each)} /> })),
    ...rules.overrides.map((each) => ({ day: each.date, key: `override ${each.date}`, row: <OverrideRow override={each} onChange={() => onOverride(each)} /> })),
  ].sort((one, other) => one.day.localeCompare(other.day));
  return (
    <Paper withBorder component="ul" aria-label={texts.rules} m={0} p={0} radius="lg" bg="white" style={{ listStyle: "none" }}>
      {ahead.map(({ key, row }, index) => (
        <li key={key} style={index > 0 ? { borderTop: "1px solid var(--mantine-color-gray-3)" } : undefined}>{row}</li>
      ))}
    </Paper>
  );
}

function BlackoutRow({ blackout, onChange }: { blackout: Blackout; onChange: () => void }) {
  const gone = useBlackoutGone();
  const again = useBlackout();
  const { first, last, reason, rule, scope, next_days, zone_id, category_id, product_id } = blackout;
  const restore = () => again.mutate({ first, last, reason, rule, zone_id, category_id, product_id }, { onSuccess: () => said(texts.put(reason)), onError: complained });
  return (
    <Row
      name={reason}
      days={rule ? texts.again(texts.repeat[repeatOf(rule).every], next_days.map((day) => formatDay(day)).join(", ")) : texts.days(formatDay(first), formatDay(last))}
      badge={<Badge size="lg" variant="light" color="petal" c="petal.8" tt="none">{scope ?? texts.shop}</Badge>}
      busy={gone.isPending}
      onChange={onChange}
      onRemove={() => gone.mutate(blackout, { onSuccess: () => said(texts.removed(reason), restore), onError: complained })}
    />
  );
}

function OverrideRow({ override, onChange }: { override: Override; onChange: () => void }) {
  const gone = useOverrideGone();
  const again = useOverride();
  const { name, open } = override;
  const restore = () => again.mutate({ ...override, version: null }, { onSuccess: () => said(texts.put(name)), onError: complained });
  return (
    <Row
      name={name}
      days={wordsOf(override)}
      badge={<Badge size="lg" variant="light" color={open ? "green" : "petal"} c={open ? "green.9" : "petal.8"} tt="none">{open ? texts.open : texts.closed}</Badge>}
      busy={gone.isPending}
      onChange={onChange}
      onRemove={() => gone.mutate(override, { onSuccess: () => said(texts.removed(name), restore), onError: complained })}
    />
  );
}

/** "2027-02-12T18:00:00" on the shop's wall: "Fri 12 Feb, 6:00 PM". */
const instantOnWall = (at: string) => `${formatDay(at.slice(0, 10))}, ${formatWall(at.slice(11, 16))}`;

function wordsOf({ date, product_ids, capacity_percent, last_order, own_slots }: Override): string {
  const parts = [
    formatDay(date),
    product_ids && texts.only(product_ids.length),
    capacity_percent !== null && texts.share(capacity_percent),
    last_order && texts.orderUntil(instantOnWall(last_order)),
    own_slots && texts.ownTimes,
  ];
  return parts.filter(Boolean).join(" · ");
}

interface RowProps { name: string; days: string; badge: ReactNode; busy: boolean; onChange: () => void; onRemove: () => void }

function Row({ name, days, badge, busy, onChange, onRemove }: RowProps) {
  const may = useMay("set_calendar");
  return (
    <Group justify="space-between" p="md" gap="sm">
      <Stack gap={2}>
        <Group gap="sm"><Text ff="heading" size="lg">{name}</Text>{badge}</Group>
        <Text size="sm" c="gray.7">{days}</Text>
      </Stack>
      {may && (
        <Group gap="xs">
          <Button variant="default" h={44} aria-label={texts.editOf(name)} onClick={onChange}>{texts.edit}</Button>
          <Button variant="subtle" color="petal.7" h={44} aria-label={texts.removeOf(name)} loading={busy} onClick={onRemove}>{texts.remove}</Button>
        </Group>
      )}
    </Group>
  );
}
