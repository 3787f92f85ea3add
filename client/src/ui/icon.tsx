import type { IconNode } from "lucide";
import { clsx } from "clsx";
import { createElement } from "react";

/** One of Lucide's drawings: `import { Search } from "lucide"; <Icon of={Search} />`. Always decorative; words stand beside it. */
export function Icon({ of, className = "size-5" }: { of: IconNode; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={clsx("shrink-0", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {of.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
