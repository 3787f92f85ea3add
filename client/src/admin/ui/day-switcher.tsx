/** One day forward, one day back, any other by its date. */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { Icon } from "./icon";
import { texts } from "./texts";

const TALL = 44;

/** The day so many days later. */
function addDays(day: DayString, days: number): DayString {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

interface Props { day: DayString; today: DayString; onChange: (day: DayString) => void }

export function DaySwitcher({ day, today, onChange }: Props) {
  return (
    <Group gap="xs" wrap="nowrap">
      <ActionIcon variant="default" size={TALL} aria-label={texts.dayBefore(formatDay(addDays(day, -1), "words"))} onClick={() => onChange(addDays(day, -1))}>
        <Icon of={ChevronLeft} />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={texts.day}
        value={day}
        size="md"
        styles={{ input: { height: TALL } }}
        onChange={({ currentTarget }) => { if (currentTarget.value) onChange(currentTarget.value); }}
      />
      <ActionIcon variant="default" size={TALL} aria-label={texts.dayAfter(formatDay(addDays(day, 1), "words"))} onClick={() => onChange(addDays(day, 1))}>
        <Icon of={ChevronRight} />
      </ActionIcon>
      {day !== today && (
        <Button variant="subtle" h={TALL} px="sm" onClick={() => onChange(today)}>{texts.today}</Button>
      )}
    </Group>
  );
}
