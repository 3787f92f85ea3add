import type { ReactNode } from "react";
import { texts } from "./texts";

const LOOK = "link inline-flex min-h-11 items-center text-sm text-ink-soft aria-disabled:opacity-60";

interface Props { of: string; busy: boolean; onEdit: () => void; onRemove: () => void; children?: ReactNode }

/** What can be done with one entry of a list. */
export function RowButtons({ of, busy, onEdit, onRemove, children }: Props) {
  return (
    <div className="flex flex-wrap gap-x-5">
      {children}
      <button type="button" aria-label={texts.edit(of)} onClick={onEdit} className={LOOK}>
        {texts.editShort}
      </button>
      <button type="button" aria-label={texts.remove(of)} aria-disabled={busy || undefined} onClick={busy ? undefined : onRemove} className={LOOK}>
        {texts.removeShort}
      </button>
    </div>
  );
}
