import { ChevronDown } from "lucide";
import { lazy, Suspense, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { useLocation } from "react-router";
import { Link } from "@/ui/link";
import { links } from "@/lib/links";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

const Occasions = lazy(() => import("./occasions"));

const DESTINATIONS = [
  { label: texts.flowers, to: links.flowers() },
  { label: texts.plants, to: links.flowers({ category: ["plants"] }) },
  { label: texts.sympathy, to: links.flowers({ occasion: ["sympathy"] }) },
];

/** The header's links on wide windows. Occasions unfold below their button. */
export function MainNavigation() {
  const { pathname, search } = useLocation();
  const [flowers, plants, sympathy] = DESTINATIONS.map(({ label, to }) => (
    <li key={to}>
      <Link
        to={to}
        aria-current={pathname + search === to ? "page" : undefined}
        className="flex min-h-11 items-center text-sm font-medium decoration-petal-deep decoration-2 underline-offset-8 hover:text-green hover:underline aria-[current]:underline"
      >
        {label}
      </Link>
    </li>
  ));
  return (
    <nav aria-label={texts.mainNavigation}>
      <ul className="flex items-center gap-6 xl:gap-8">
        {flowers}
        {plants}
        <li>
          <OccasionsMenu key={pathname + search} />
        </li>
        {sympathy}
      </ul>
    </nav>
  );
}

function OccasionsMenu() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // Leaving with focus, or Esc, folds the list; pressing is the button's own.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="relative" onBlur={leave} onKeyDown={escape}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="occasions-menu"
        onClick={() => setOpen(!open)}
        className="flex min-h-11 items-center gap-1 text-sm font-medium hover:text-green"
      >
        {texts.occasions}
        <Icon of={ChevronDown} className={open ? "size-4 rotate-180 transition-transform" : "size-4 transition-transform"} />
      </button>
      <div id="occasions-menu" hidden={!open} className="appear absolute top-full -left-6 w-96 rounded-lg bg-card p-3 shadow-lift">
        {open && (
          <Suspense fallback={null}>
            <Occasions />
          </Suspense>
        )}
      </div>
    </div>
  );
}
