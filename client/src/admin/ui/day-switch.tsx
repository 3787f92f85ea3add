/** One day forward, one day back, any other by its date. */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { dayAfter } from "@/admin/lib/days";
import { Icon } from "./icon";
import { texts } from "./texts";

const TALL = 44;

interface Props { day: DayString; today: DayString; onChange: (day: DayString) => void }

export function DaySwitch({ day, today, onChange }: Props) {
  return (
    <Group gap="xs" wrap="nowrap">
      <ActionIcon variant="default" size={TALL} aria-label={texts.dayBefore(formatDay(dayAfter(day, -1), "words"))} onClick={() => onChange(dayAfter(day, -1))}>
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
      <ActionIcon variant="default" size={TALL} aria-label={texts.dayAfter(formatDay(dayAfter(day, 1), "words"))} onClick={() => onChange(dayAfter(day, 1))}>
        <Icon of={ChevronRight} />
      </ActionIcon>
      {day !== today && (
        <Button variant="subtle" h={TALL} px="sm" onClick={() => onChange(today)}>{texts.toToday}</Button>
      )}
    </Group>
  );
}
