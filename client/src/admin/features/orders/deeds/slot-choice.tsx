import { Group, Radio, Stack, Text } from "@mantine/core";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { NewSlot } from "../queries";
import { moveTexts as texts } from "../texts";

interface Props { name: string; slots: NewSlot[]; chosen: number | null; onChoose: (slot: number) => void; withDay?: boolean; withPrice?: boolean }

/** Slots with what speaks against them, and what they would cost more or less today. */
export function SlotChoice({ name, slots, chosen, onChoose, withDay = false, withPrice = true }: Props) {
  return (
    <Radio.Group label={name} size="md" value={chosen === null ? null : String(chosen)} onChange={(value) => onChoose(Number(value))}>
      <Stack gap="xs" mt="xs">
        {slots.map((slot) => (
          <Radio.Card key={slot.id} value={String(slot.id)} disabled={!slot.available || slot.current} p="md" radius="md" withBorder opacity={slot.available && !slot.current ? 1 : 0.75}>
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator size="md" />
              <div>
                <Text fw={550}>{withDay ? `${formatDay(slot.date, "words")}, ${slot.label}` : slot.label}</Text>
                <Text size="sm" c={slot.available ? "gray.6" : "petal.8"}>{wordsOf(slot, withPrice)}</Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

function wordsOf({ current, reasons, places_left, difference }: NewSlot, withPrice: boolean): string {
  if (current) return texts.now;
  if (reasons.length > 0) return reasons.map(({ message }) => message).join(" ");
  if (!withPrice) return texts.left(places_left);
  const { amount } = difference;
  const price = amount > 0 ? texts.dearer(formatMoney(difference)) : amount < 0 ? texts.cheaper(formatMoney({ ...difference, amount: -amount })) : "";
  return [texts.left(places_left), price].filter(Boolean).join(" · ");
}
