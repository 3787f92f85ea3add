import { clsx } from "clsx";
import type { ComponentProps, MouseEvent } from "react";
import { Link } from "./link";
import { Spinner } from "./spinner";

type Look = "primary" | "quiet" | "petal" | "plain";
type Size = "md" | "lg" | "sm";

const LOOKS: Record<Look, string> = {
  primary: "bg-green text-on-green hover:bg-green-deep",
  quiet: "border border-edge text-ink hover:border-ink hover:bg-card",
  petal: "bg-petal-wash text-green-deep hover:bg-petal",
  plain: "text-green underline decoration-1 underline-offset-4 hover:decoration-2",
};
const SIZES: Record<Size, string> = {
  sm: "min-h-11 px-4 text-sm",
  md: "min-h-12 px-6 text-base",
  lg: "min-h-14 px-8 text-base",
};

function look(kind: Look, size: Size, wide: boolean, className: string | undefined): string {
  return clsx(
    "inline-flex items-center justify-center gap-2.5 rounded-full text-center font-medium transition-colors duration-150 focus-visible:rounded-full",
    "disabled:bg-clay disabled:text-ink-faint aria-disabled:opacity-70",
    LOOKS[kind],
    kind === "plain" ? "min-h-11" : SIZES[size],
    wide && "w-full",
    className,
  );
}

interface Shape { kind?: Look; size?: Size; wide?: boolean }
type ButtonProps = ComponentProps<"button"> & Shape & { busy?: boolean };

/** While `busy` it keeps its focus and its place, shows a spinner and ignores presses. */
export function Button({ kind = "primary", size = "md", wide = false, busy = false, ...rest }: ButtonProps) {
  const { className, children, onClick, ...button } = rest;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...button}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      className={look(kind, size, wide, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link that looks like a button, for going somewhere. */
export function LinkButton({ kind = "primary", size = "md", wide = false, className, ...link }: ComponentProps<typeof Link> & Shape) {
  return <Link {...link} className={look(kind, size, wide, className)} />;
}

/** A round button with only an icon; its label is spoken and shown as a tip. */
export function IconButton({ label, className, ...button }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...button}
      className={clsx("grid size-11 shrink-0 place-items-center rounded-full transition-colors hover:bg-linen focus-visible:rounded-full", className)}
    />
  );
}
