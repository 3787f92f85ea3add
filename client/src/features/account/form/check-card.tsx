import type { ComponentProps, ReactNode } from "react";

/** A yes or no, the whole card to press. */
export function CheckCard({ label, hint, ...input }: ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className="choice flex min-h-12 items-center gap-3 rounded-md border border-line bg-card px-4 py-3 transition-colors hover:border-edge">
      <input type="checkbox" {...input} className="size-4.5 shrink-0 focus-visible:outline-none" />
      <span className="grid gap-0.5">
        <span className="font-medium">{label}</span>
        {hint && <span className="text-sm text-ink-soft">{hint}</span>}
      </span>
    </label>
  );
}
