import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide";
import type { ReactNode } from "react";
import { Link } from "@/ui/link";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

interface Props {
  page: number;
  pages: number;
  addressOf: (page: number) => string;
  /** After a press, before the new page is there. */
  onMove: () => void;
}

/** Links, so that a page can be opened beside or sent to somebody. */
export function Pagination({ page, pages, addressOf, onMove }: Props) {
  if (pages < 2) return null;
  const to = (target: number, label: string, children: ReactNode, current = false) => (
    <Link
      to={addressOf(target)}
      onClick={onMove}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "grid size-11 place-items-center rounded-full tabular-nums transition-colors focus-visible:rounded-full",
        current ? "bg-green text-on-green" : "hover:bg-linen",
      )}
    >
      {children}
    </Link>
  );
  return (
    <nav aria-label={texts.pages} className="mt-14 flex justify-center">
      <ul className="flex flex-wrap items-center gap-1">
        <li className="size-11">{page > 1 && to(page - 1, texts.previous, <Icon of={ChevronLeft} />)}</li>
        {Array.from({ length: pages }, (_, index) => index + 1)
          .filter((target) => target === 1 || target === pages || Math.abs(target - page) <= 2)
          .map((target, index, list) => (
            <li key={target} className="flex items-center">
              {target - (list[index - 1] ?? target) > 1 && <span className="px-2 text-ink-faint">…</span>}
              {to(target, texts.page(target), target, target === page)}
            </li>
          ))}
        <li className="size-11">{page < pages && to(page + 1, texts.next, <Icon of={ChevronRight} />)}</li>
      </ul>
    </nav>
  );
}
