import { useId, type ReactNode } from "react";
import { texts } from "./texts";

interface FieldProps {
  label: ReactNode;
  /** Said before the field is filled in. */
  hint?: ReactNode;
  /** What is wrong, in words that say how to mend it. */
  error?: string | undefined;
  optional?: boolean;
  children: (control: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}

/** A label, a control, a hint and an error, tied together for screen readers. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const id = useId();
  const notes = [hint !== undefined && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="flex items-baseline justify-between gap-3 text-sm font-medium">
        {label}
        {optional && <span className="text-xs font-normal text-ink-faint">{texts.optional}</span>}
      </label>
      {children({ id, "aria-describedby": notes || undefined, "aria-invalid": Boolean(error) })}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-xs text-ink-soft">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-petal-deep">
          {error}
        </p>
      )}
    </div>
  );
}
