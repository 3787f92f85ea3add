import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";

interface Labels { label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: boolean }

/** One line of text. Spread `register("name")` of a form onto it. */
export function TextField({ label, hint, error, optional, className, ...input }: ComponentProps<"input"> & Labels) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <input type="text" {...input} {...control} className={clsx("field-box", className)} />}
    </Field>
  );
}

/** A choice from a short list, the browser's own: best on phones and for screen readers. */
export function Select({ label, hint, error, optional, className, children, ...select }: ComponentProps<"select"> & Labels) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <select {...select} {...control} className={clsx("field-box", className)}>
          {children}
        </select>
      )}
    </Field>
  );
}
