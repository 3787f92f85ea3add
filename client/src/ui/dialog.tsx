import { clsx } from "clsx";
import { X } from "lucide";
import { useEffect, useId, useRef, type MouseEvent, type ReactNode, type RefObject } from "react";
import { IconButton } from "./button";
import { Icon } from "./icon";
import { texts } from "./texts";

interface Props {
  open: boolean;
  /** Asked for by Esc, the backdrop and the close button. */
  onClose: () => void;
  title: ReactNode;
  /** A drawer from an edge; "center" is a card, and on a phone a sheet from the foot. */
  side?: "end" | "start" | "center";
  /** Takes focus at opening; without it, the close button does. */
  focusFirst?: RefObject<HTMLElement | null>;
  /** Stays in sight below what scrolls. */
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * A modal panel on the browser's own <dialog>: the rest of the page is inert, focus comes in and goes back, nothing injects styles.
 * Children stay mounted while it is closed, hidden from everyone; give them a `key` to start afresh.
 */
export function Dialog({ open, onClose, title, side = "end", focusFirst, footer, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (!open) {
      element.close();
      return;
    }
    element.showModal();
    focusFirst?.current?.focus();
  }, [open, focusFirst]);

  const onBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) onClose();
  };

  return (
    // The keyboard's way to close is Esc, which the dialog handles itself; the press on the backdrop only adds to it.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClick={onBackdrop}
      onClose={onClose}
      className={clsx("dialog", `dialog-${side}`)}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <div className="flex items-center justify-between gap-4 px-5 pt-4 pb-3 sm:px-7">
          <h2 id={titleId} className="text-heading">
            {title}
          </h2>
          <IconButton label={texts.close} onClick={onClose} className="-mr-2.5">
            <Icon of={X} className="size-5" />
          </IconButton>
        </div>
        <div className="grow overflow-y-auto overscroll-contain px-5 pb-6 sm:px-7">{children}</div>
        {footer && <div className="border-t border-line bg-card px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-7">{footer}</div>}
      </div>
    </dialog>
  );
}
