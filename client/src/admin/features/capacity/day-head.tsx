/** A day's name, whether it is open, and the one button that turns it. */
import { Stack, Text } from "@mantine/core";
import type { CalendarDay } from "@/admin/lib/calendar";
import { CloseDayButton } from "@/admin/ui/close-day-button";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { texts } from "./texts";

export function DayHead({ day, today }: { day: CalendarDay; today: DayString }) {
  const over = day.date < today;
  const [weekday, ...rest] = formatDay(day.date).split(" ");
  return (
    <th scope="col" data-today={day.date === today || undefined}>
      <Stack gap={2} align="flex-start">
        <Text component="span" fw={550} lh={1.3} c={over ? "gray.6" : undefined}>{weekday}<Text component="span" display="block" size="sm" fw={450}>{rest.join(" ")}</Text></Text>
        {day.date === today && <Text component="span" size="xs" c="green.8">{texts.today}</Text>}
        {!day.open && <Text component="span" size="xs" fw={600} c="petal.8" style={{ overflowWrap: "anywhere" }}>{texts.closed}: {day.closed_because}</Text>}
        {day.open && day.blackout && <Text component="span" size="xs" fw={600} c="petal.8" style={{ overflowWrap: "anywhere" }}>{texts.closed}: {day.blackout}</Text>}
        {day.version === null && !over && <Text component="span" size="xs" c="gray.6" fw={400}>{texts.notLaidOut}</Text>}
        {!over && <CloseDayButton day={day.date} open={day.open} small />}
      </Stack>
    </th>
  );
}
