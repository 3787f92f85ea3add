import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Sum { label: ReactNode; value: ReactNode; total?: boolean }

/** Amounts that add up, one under the other; the total stands out. */
export function Sums({ rows }: { rows: readonly Sum[] }) {
  return (
    <dl className="grid gap-2 text-sm">
      {rows.map(({ label, value, total = false }, index) => (
        <div
          key={index}
          className={clsx("flex items-baseline justify-between gap-6", total && "mt-1 border-t border-line pt-3 text-base font-semibold")}
        >
          <dt className={total ? "" : "text-ink-soft"}>{label}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
