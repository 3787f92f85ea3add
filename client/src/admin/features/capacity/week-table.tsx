/** Days as columns, times as rows; each number opens what can be done with it. */
import { Paper, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { CalendarDay, SlotLoad } from "@/admin/lib/calendar";
import { Dialog } from "@/admin/ui/dialog";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { DayHead } from "./day-head";
import { LoadBar } from "./load-bar";
import { SlotPanel } from "./slot-panel";
import { StaffPanel } from "./staff-panel";
import { texts } from "./texts";
import { zonesOf } from "./week";
import classes from "./week-table.module.css";

interface Opened { day: DayString; slot?: number }

export function WeekTable({ days, today }: { days: CalendarDay[]; today: DayString }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const day = days.find(({ date }) => date === opened?.day);
  const slot = day?.slots.find(({ id }) => id === opened?.slot);
  return (
    <Paper withBorder className={classes.frame} tabIndex={0} role="region" aria-label={texts.title}>
      <table className={classes.week}>
        <thead>
          <tr>
            <th scope="col" className={classes.name}>{texts.day}</th>
            {days.map((each) => <DayHead key={each.date} day={each} today={today} />)}
          </tr>
        </thead>
        <tbody>
          <StaffRow days={days} today={today} kind="florists" onOpen={(date) => setOpened({ day: date })} />
          <StaffRow days={days} today={today} kind="vans" onOpen={(date) => setOpened({ day: date })} />
        </tbody>
        {zonesOf(days).map(({ zone, rows }) => (
          <tbody key={zone}>
            <tr><th scope="rowgroup" colSpan={days.length + 1} className={classes.zone}>{zone ?? texts.collection}</th></tr>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className={classes.name}>{row.label}</th>
                {days.map(({ date }) => (
                  <td key={date} data-today={date === today || undefined}>
                    <SlotCell slot={row.slots[date]} day={date} over={date < today} onOpen={(id) => setOpened({ day: date, slot: id })} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <Dialog opened={day !== undefined} onClose={() => setOpened(null)} title={day && titleOf(day, slot)}>
        {day && slot && <SlotPanel key={slot.id} day={day} slot={slot} onDone={() => setOpened(null)} />}
        {day && !slot && <StaffPanel key={day.date} day={day} onDone={() => setOpened(null)} />}
      </Dialog>
    </Paper>
  );
}

function titleOf(day: CalendarDay, slot: SlotLoad | undefined): string {
  const named = formatDay(day.date, "words");
  return slot ? texts.placesOf(slot.label, named) : texts.staffOf(named);
}

interface StaffRowProps { days: CalendarDay[]; today: DayString; kind: "florists" | "vans"; onOpen: (date: DayString) => void }

function StaffRow({ days, today, kind, onOpen }: StaffRowProps) {
  return (
    <tr>
      <th scope="row" className={classes.name}>{texts[kind]}<Text component="span" display="block" size="xs" c="gray.6">{texts.minutesBooked}</Text></th>
      {days.map((day) => {
        const load = kind === "florists" ? day.workroom : day.vans;
        return (
          <td key={day.date} data-today={day.date === today || undefined}>
            {day.staff && load ? (
              <UnstyledButton className={classes.cell} disabled={day.date < today} aria-label={`${texts.staffOf(formatDay(day.date, "words"))}: ${texts[kind]}`} onClick={() => onOpen(day.date)}>
                <Text component="span" size="xl" fw={550}>{day.staff[kind]}</Text>
                <LoadBar load={load} words={texts.of(load.reserved, load.capacity)} over={texts.overMinutes(load.overbooked)} />
              </UnstyledButton>
            ) : <Nothing />}
          </td>
        );
      })}
    </tr>
  );
}

interface CellProps { slot: SlotLoad | undefined; day: DayString; over: boolean; onOpen: (slot: number) => void }

function SlotCell({ slot, day, over, onOpen }: CellProps) {
  if (!slot) return <Nothing />;
  const { places } = slot;
  const words = texts.of(places.reserved, places.capacity);
  return (
    <UnstyledButton className={classes.cell} data-closed={!places.open || undefined} disabled={over} aria-label={`${texts.placesOf(slot.label, formatDay(day, "words"))}: ${words}${places.open ? "" : `, ${texts.closed}`}`} onClick={() => onOpen(slot.id)}>
      <LoadBar load={places} words={words} over={texts.over(places.overbooked)} />
      {!places.open && <Text component="span" size="xs" fw={600} c="gray.7">{texts.closed}</Text>}
    </UnstyledButton>
  );
}

function Nothing() {
  return <Text component="span" c="gray.6" aria-hidden="true" className={classes.nothing}>–</Text>;
}
