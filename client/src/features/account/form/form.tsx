import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";

interface Props {
  onSubmit: () => Promise<void>;
  busy: boolean;
  trouble: Error | null;
  action: string;
  /** Beside the button. */
  aside?: ReactNode;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

/** Fields, what was refused, and the button that sends them. */
export function Form({ onSubmit, busy, trouble, action, aside, wide = false, className, children }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void onSubmit();
      }}
      className={clsx("grid gap-5", className)}
    >
      {children}
      {trouble && <Notice tone="trouble">{trouble.message}</Notice>}
      <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button type="submit" busy={busy} wide={wide} size={wide ? "lg" : "md"}>
          {action}
        </Button>
        {aside}
      </div>
    </form>
  );
}
