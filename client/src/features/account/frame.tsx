import { LogOut, Store } from "lucide";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { toast } from "@/lib/announcements";
import { isProblem } from "@/lib/api/problem";
import { links, type AccountPage } from "@/lib/links";
import { logOut } from "@/lib/login";
import type { Me } from "@/lib/session";
import { Icon } from "@/ui/icon";
import { Link } from "@/ui/link";
import { useLeaving } from "./leaving";
import { texts } from "./texts";

const PAGES = Object.entries(texts.pages).map(([page, name]) => ({ to: links.account(page === "home" ? undefined : (page as AccountPage)), name }));
const ROW =
  "flex min-h-11 items-center gap-2.5 rounded-full px-4 text-sm font-medium whitespace-nowrap transition-colors hover:bg-linen focus-visible:rounded-full aria-[current]:bg-green-wash aria-[current]:text-green-deep";

/** On a phone the row is longer than the window: where somebody is has to be seen. The page itself does not move. */
function bringIntoRow(row: HTMLLIElement | null): void {
  const nav = row?.closest("nav");
  if (row && nav) nav.scrollLeft = row.offsetLeft - (nav.clientWidth - row.offsetWidth) / 2;
}

/** The account's own menu beside each of its pages; on a phone a row to swipe above. */
export function AccountFrame({ me, children }: { me: Me; children: ReactNode }) {
  return (
    <div className="page pt-5 lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:gap-14 lg:pt-14">
      <aside className="lg:sticky lg:top-24 lg:self-start">
        <nav aria-label={texts.area} className="no-scrollbar relative -mx-gutter overflow-x-auto px-gutter py-1 lg:mx-0 lg:px-0">
          <Rows me={me} />
        </nav>
      </aside>
      <div className="min-w-0 pt-6 lg:pt-0">{children}</div>
    </div>
  );
}

function Rows({ me }: { me: Me }) {
  const { pathname } = useLocation();
  const leaving = useLeaving();
  const leave = async () => {
    leaving();
    await logOut().then(
      () => toast(texts.loggedOut),
      (error: unknown) => toast(isProblem(error) ? error.message : texts.stillIn),
    );
  };
  return (
    <ul className="flex gap-1 lg:grid">
      {PAGES.map(({ to, name }) => (
        <li key={to} ref={pathname === to ? bringIntoRow : undefined}>
          <Link to={to} aria-current={pathname === to ? "page" : undefined} className={ROW}>
            {name}
          </Link>
        </li>
      ))}
      {me.role !== "customer" && (
        <li>
          <a href={links.backOffice} className={ROW}>
            <Icon of={Store} className="size-4" />
            {texts.backOffice}
          </a>
        </li>
      )}
      <li>
        <button type="button" onClick={() => void leave()} className={`${ROW} w-full text-ink-soft`}>
          <Icon of={LogOut} className="size-4" />
          {texts.logOut}
        </button>
      </li>
    </ul>
  );
}
