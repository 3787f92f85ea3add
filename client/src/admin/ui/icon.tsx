import type { IconNode } from "lucide";
import { createElement } from "react";

/** One of Lucide's drawings, decorative: words stand beside it. */
export function Icon({ of, size = 20 }: { of: IconNode; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
      {of.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
