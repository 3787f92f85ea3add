import { NumberInput } from "@mantine/core";
import { useState } from "react";

interface Props { label: string; value: number; min?: number; onChange: (value: number) => void }

/** A number of stems beside its line; the line says what it is, the label says it to who cannot see the line. */
export function CountField({ label, value, min = 0, onChange }: Props) {
  // Whoever has emptied it is about to type: meanwhile it counts as the least.
  const [empty, setEmpty] = useState(false);
  return (
    <NumberInput
      aria-label={label}
      value={empty ? "" : value}
      min={min}
      max={100_000}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      w={88}
      styles={{ input: { height: 44, textAlign: "center", fontVariantNumeric: "tabular-nums" } }}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={() => setEmpty(false)}
      onChange={(next) => { setEmpty(next === ""); onChange(typeof next === "number" ? next : min); }}
    />
  );
}
