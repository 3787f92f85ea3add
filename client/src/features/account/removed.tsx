import { Undo2 } from "lucide";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

interface Props { what: string | null; undoing: boolean; error: Error | null; onUndo: () => void }

/** Says what was just taken out, and puts it back; takes the focus that its button had. */
export function Removed({ what, undoing, error, onUndo }: Props) {
  return (
    <>
      {error && <Notice tone="trouble">{error.message}</Notice>}
      {what !== null && (
        <div className="appear flex items-center justify-between gap-4 rounded-md bg-linen py-1 pr-2 pl-4 text-sm">
          <p role="status">{texts.removed(what)}</p>
          <button
            key={what}
            ref={(button) => button?.focus()}
            type="button"
            aria-disabled={undoing || undefined}
            onClick={undoing ? undefined : onUndo}
            className="inline-flex min-h-11 items-center gap-2 rounded-full px-3 font-medium text-green hover:bg-clay focus-visible:rounded-full aria-disabled:opacity-60"
          >
            <Icon of={Undo2} className="size-4" />
            {texts.undo}
          </button>
        </div>
      )}
    </>
  );
}
