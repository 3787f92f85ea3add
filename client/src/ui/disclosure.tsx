import { ChevronDown } from "lucide";
import type { ReactNode } from "react";
import { Icon } from "./icon";

/** Something to unfold, on the browser's own <details>: found by "find in page", and works before the script does. */
export function Disclosure({ summary, open = false, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-t border-line last:border-b">
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 py-3 font-display text-lg hover:text-green">
        {summary}
        <Icon of={ChevronDown} className="size-5 text-ink-soft transition-transform duration-200 group-open:rotate-180" />
      </summary>
      <div className="appear max-w-prose pb-5 text-ink-soft">{children}</div>
    </details>
  );
}
