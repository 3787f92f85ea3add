/** A day with the one before and after it; the day lives in the address, so that a reload and a colleague see the same. */
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide";
import { formatDay } from "@/lib/dates";
import type { DayString } from "@/lib/api/types";
import { dayAfter } from "@/admin/lib/days";
import { Icon } from "./icon";
import { texts } from "./texts";

interface Props { day: DayString; today: DayString; onChange: (day: DayString) => void }

export function DaySwitch({ day, today, onChange }: Props) {
  return (
    <Group gap="xs" role="group" aria-label={texts.day}>
      <ActionIcon variant="default" size="lg" aria-label={texts.dayBefore} onClick={() => onChange(dayAfter(day, -1))}>
        <Icon of={ChevronLeft} />
      </ActionIcon>
      <Text fw={550} miw={168} ta="center" aria-live="polite">{formatDay(day, "words")}</Text>
      <ActionIcon variant="default" size="lg" aria-label={texts.dayAfter} onClick={() => onChange(dayAfter(day, 1))}>
        <Icon of={ChevronRight} />
      </ActionIcon>
      {day !== today && <Button variant="subtle" onClick={() => onChange(today)}>{texts.toToday}</Button>}
    </Group>
  );
}
