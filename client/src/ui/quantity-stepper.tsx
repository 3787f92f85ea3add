import { Minus, Plus } from "lucide";
import { IconButton } from "./button";
import { Icon } from "./icon";
import { countingTexts as texts } from "./counting-texts";

interface Props {
  /** Names what is counted, for screen readers: "Rose City Dozen". */
  of: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  disabled?: boolean;
}

/** A number between two buttons. At its end a button goes quiet but keeps its focus. */
export function QuantityStepper({ of, value, onChange, min = 1, max = 99, disabled = false }: Props) {
  const step = (by: number) => {
    const next = value + by;
    if (!disabled && next >= min && next <= max) onChange(next);
  };
  return (
    <div role="group" aria-label={texts.quantityOf(of)} className="inline-flex items-center rounded-full border border-edge bg-card">
      <IconButton label={texts.oneLess(of)} aria-disabled={disabled || value <= min} onClick={() => step(-1)} className="aria-disabled:text-edge">
        <Icon of={Minus} className="size-4" />
      </IconButton>
      <span role="status" className="min-w-7 text-center tabular-nums">
        {value}
      </span>
      <IconButton label={texts.oneMore(of)} aria-disabled={disabled || value >= max} onClick={() => step(1)} className="aria-disabled:text-edge">
        <Icon of={Plus} className="size-4" />
      </IconButton>
    </div>
  );
}
