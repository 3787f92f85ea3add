/** A number that goes up and down by two large keys, or is typed. */
import { ActionIcon, Group, NumberInput, Text } from "@mantine/core";
import { Minus, Plus } from "lucide";
import { useId } from "react";
import { Icon } from "./icon";
import { texts } from "./texts";

const KEY = 52;

interface Props { label: string; value: number; step?: number; max?: number; disabled?: boolean; onChange: (value: number) => void }

export function Stepper({ label, value, step = 1, max = 999, disabled = false, onChange }: Props) {
  const id = useId();
  const set = (next: number) => onChange(Math.min(max, Math.max(0, next)));
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text component="label" htmlFor={id} size="md">{label}</Text>
      <Group gap={6} wrap="nowrap">
        <ActionIcon variant="default" size={KEY} disabled={disabled || value <= 0} aria-label={texts.fewer(label)} onClick={() => set(value - step)}>
          <Icon of={Minus} />
        </ActionIcon>
        <NumberInput
          id={id}
          value={value}
          min={0}
          max={max}
          hideControls
          allowDecimal={false}
          disabled={disabled}
          w={84}
          styles={{ input: { height: KEY, textAlign: "center", fontSize: "1.25rem", fontVariantNumeric: "tabular-nums" } }}
          onChange={(next) => { if (typeof next === "number") set(next); }}
        />
        <ActionIcon variant="default" size={KEY} disabled={disabled || value >= max} aria-label={texts.more(label)} onClick={() => set(value + step)}>
          <Icon of={Plus} />
        </ActionIcon>
      </Group>
    </Group>
  );
}
