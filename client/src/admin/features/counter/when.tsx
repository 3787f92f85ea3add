/** When: the same days and times, with the same reasons and fees, as a customer sees them. */
import { Box, Group, Loader, Radio, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CartDelivery, DayString, DeliveryDay, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Trouble } from "@/admin/ui/faces";
import { datesQuery, slotsQuery, useDelivery, type DeskCart } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

const SHOWN = 14;

export function When({ cart, error }: { cart: DeskCart; error: unknown }) {
  const [delivery] = cart.deliveries;
  const write = useDelivery(cart);
  const first = firstOf(delivery);
  return (
    <Section title={texts.when} error={error ?? write.error}>
      {first && <Text c="gray.7">{first}</Text>}
      {delivery && !first && <Choice cartId={cart.id} delivery={delivery} onSlot={(slot) => write.mutate({ slot_id: slot.id })} />}
      {delivery?.slot_problem && <Text c="petal.8">{delivery.slot_problem.message}</Text>}
    </Section>
  );
}

/** What has to be known before there are days. */
function firstOf(delivery: CartDelivery | undefined): string | null {
  if (!delivery || (delivery.method !== "collection" && !delivery.postcode)) return texts.firstPlace;
  return delivery.lines.length === 0 ? texts.firstFlowers : null;
}

interface ChoiceProps { cartId: string; delivery: CartDelivery; onSlot: (slot: Slot) => void }

function Choice({ cartId, delivery, onSlot }: ChoiceProps) {
  const place = { cartId, delivery };
  const { data, error, refetch } = useQuery(datesQuery(place));
  const [asked, setAsked] = useState<DayString | null>(null);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader aria-label={texts.days} />;
  const day = asked ?? delivery.date ?? data.first_available;
  return (
    <>
      <Days days={data.dates} day={day} onChoose={setAsked} />
      {day && <Times place={place} day={day} onSlot={onSlot} />}
    </>
  );
}

function Days({ days, day, onChoose }: { days: DeliveryDay[]; day: DayString | null; onChoose: (day: DayString) => void }) {
  const shown = days.slice(0, SHOWN);
  const last = days.at(-1)?.date;
  return (
    <Stack gap="sm">
      <Radio.Group label={texts.day} size="md" value={day} onChange={onChoose}>
        <ScrollArea type="auto" offsetScrollbars="x" mt={6}>
          <Group gap="xs" wrap="nowrap" pb={4}>
            {shown.map(({ date, available, reasons, fee_from }) => (
              <Radio.Card key={date} value={date} disabled={!available} p="sm" radius="md" w={132} mih={84} withBorder bg={date === day ? "green.0" : available ? "white" : "gray.1"} style={{ flexShrink: 0, borderColor: date === day ? "var(--mantine-color-green-7)" : undefined }}>
                <Text fw={550}>{formatDay(date)}</Text>
                <Text size="sm" c={available ? "gray.7" : "petal.8"} lineClamp={2}>{available ? (fee_from ? feeFrom(fee_from) : "") : (reasons[0]?.message ?? "")}</Text>
              </Radio.Card>
            ))}
          </Group>
        </ScrollArea>
      </Radio.Group>
      <TextInput type="date" label={texts.otherDay} size="md" maw={220} min={days[0]?.date} max={last} value={day ?? ""} onChange={({ currentTarget }) => { if (currentTarget.value) onChoose(currentTarget.value); }} />
    </Stack>
  );
}

const feeFrom = (fee: NonNullable<DeliveryDay["fee_from"]>) => (fee.amount === 0 ? texts.free : texts.feeFrom(formatMoney(fee, { short: true })));

interface TimesProps { place: { cartId: string; delivery: CartDelivery }; day: DayString; onSlot: (slot: Slot) => void }

function Times({ place, day, onSlot }: TimesProps) {
  const { data, error, refetch } = useQuery(slotsQuery(place, day));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader aria-label={texts.times(formatDay(day))} />;
  if (data.slots.length === 0) return <Text>{texts.noTimes}</Text>;
  const chosen = place.delivery.slot?.id;
  const choose = (value: string) => {
    const slot = data.slots.find(({ id }) => String(id) === value);
    if (slot) onSlot(slot);
  };
  return (
    <Radio.Group label={texts.times(formatDay(day, "words"))} size="md" value={chosen === undefined ? null : String(chosen)} onChange={choose}>
      <Stack gap="xs" mt={6}>
        {data.slots.map((slot) => (
          <Radio.Card key={slot.id} value={String(slot.id)} disabled={!slot.available} p="md" radius="md" withBorder>
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator size="md" />
              <Box flex={1}>
                <Group justify="space-between" gap="xs">
                  <Text fw={550} c={slot.available ? undefined : "gray.7"}>{slot.label}</Text>
                  <Text style={{ fontVariantNumeric: "tabular-nums" }}>{slot.fee.amount === 0 ? texts.free : formatMoney(slot.fee)}</Text>
                </Group>
                <Text size="sm" c={slot.available ? "gray.7" : "petal.8"}>{slot.available ? texts.left(slot.places_left) : slot.reasons.map(({ message }) => message).join(" ")}</Text>
              </Box>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}
