import { clsx } from "clsx";
import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { texts } from "./texts";

interface Props {
  value: Money;
  /** "from $45". */
  from?: boolean;
  /** "$45" instead of "$45.00". */
  short?: boolean;
  /** Zero reads as this word. */
  zero?: string;
  className?: string;
}

/** An amount, with figures that line up. */
export function Price({ value, from = false, short = false, zero, className }: Props) {
  const text = value.amount === 0 && zero ? zero : formatMoney(value, { short });
  return (
    <span className={clsx("whitespace-nowrap tabular-nums", className)}>
      {from && <span className="text-ink-soft">{texts.from} </span>}
      {text}
    </span>
  );
}
