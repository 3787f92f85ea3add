import { clsx } from "clsx";

/** Decorative; whoever shows it says what is awaited. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={clsx("size-5 animate-spin", className)} fill="none">
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.5" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}

/** A quiet block where something will be: size it with classes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx("skeleton", className)} />;
}

/** Says that something is coming, and shows it only when the wait is noticeable. As tall as the window, so that no footer jumps. */
export function Pending({ label }: { label: string }) {
  return (
    <div role="status" className="appear-late grid min-h-svh justify-items-center pt-[30svh] text-green">
      <Spinner className="size-8" />
      <span className="sr-only">{label}</span>
    </div>
  );
}
