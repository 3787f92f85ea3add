import { clsx } from "clsx";
import { X } from "lucide";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { texts } from "./texts";

type Tone = "petal" | "green" | "linen";
const TONES: Record<Tone, string> = {
  petal: "bg-petal-wash text-petal-deep",
  green: "bg-green-wash text-green-deep",
  linen: "bg-linen text-ink-soft",
};

/** A small word about something: "In season", "Pet safe". */
export function Badge({ tone = "linen", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium", TONES[tone])}>
      {children}
    </span>
  );
}

/** A chosen filter that can be taken off. */
export function RemovableChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={texts.remove(label)}
      className="inline-flex min-h-11 items-center gap-2 rounded-full bg-green-wash pr-3 pl-4 text-sm text-green-deep transition-colors hover:bg-petal-wash focus-visible:rounded-full"
    >
      {label}
      <Icon of={X} className="size-4" />
    </button>
  );
}
