import { clsx } from "clsx";
import type { ReactNode } from "react";

interface RadioCard<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Under the label: what it means, or why it cannot be chosen. */
  detail?: ReactNode;
  /** At the end of the line: a price, a fee. */
  aside?: ReactNode;
  disabled?: boolean;
}

interface Props<Value extends string> {
  legend: ReactNode;
  /** Hides the legend from view, not from screen readers. */
  quietLegend?: boolean;
  name: string;
  options: readonly RadioCard<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  columns?: 1 | 2 | 3;
  error?: string | undefined;
}

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** Native radios in a fieldset, each a whole card to press; arrow keys move as everywhere. */
export function RadioCards<Value extends string>(props: Props<Value>) {
  const { legend, quietLegend, name, options, value, onChange, columns = 1, error } = props;
  return (
    <fieldset>
      <legend className={quietLegend ? "sr-only" : "mb-2 text-sm font-medium"}>{legend}</legend>
      <div className={clsx("grid gap-2.5", COLUMNS[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className="choice flex min-h-12 items-center gap-3 rounded-md border border-line bg-card px-4 py-3 text-ink transition-colors hover:border-edge"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="size-4.5 shrink-0 focus-visible:outline-none"
            />
            <span className="grid grow gap-0.5">
              <span className="font-medium">{option.label}</span>
              {option.detail && <span className="text-sm text-ink-soft">{option.detail}</span>}
            </span>
            {option.aside && <span className="text-sm tabular-nums">{option.aside}</span>}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="mt-2 text-sm font-medium text-petal-deep">
          {error}
        </p>
      )}
    </fieldset>
  );
}
