import { useQuery } from "@tanstack/react-query";
import { Menu, Search, ShoppingBag, UserRound } from "lucide";
import { Link } from "@/ui/link";
import { cartQuery } from "@/lib/questions/cart";
import { useMe } from "@/lib/questions/me";
import { shopQuery } from "@/lib/questions/shop";
import { links } from "@/lib/links";
import { dialOf } from "@/lib/phone";
import { usePanels } from "@/lib/panels";
import { IconButton } from "@/ui/button";
import { DestinationButton } from "./destination-button";
import { MainNavigation } from "./main-navigation";
import { SearchForm } from "./search-form";
import { texts } from "./texts";
import { Icon } from "@/ui/icon";
import { Wordmark } from "./wordmark";

/** Sticky and compact. `calm` is the checkout's: no shopping around, only the way home and someone to call. */
export function Header({ calm }: { calm: boolean }) {
  return calm ? <CalmHeader /> : <ShopHeader />;
}

function ShopHeader() {
  const panels = usePanels();
  return (
    <>
      {/* Sticks by its bar: the announcement's 2rem scroll away. */}
      <header className="sticky -top-8 z-30 border-b border-line bg-paper">
        <Announcement />
        <div className="page flex items-center gap-1 py-1.5 lg:gap-10 lg:py-3.5">
          <IconButton label={texts.menu} aria-haspopup="dialog" onClick={() => panels.open("menu")} className="-ml-2.5 lg:hidden">
            <Icon of={Menu} className="size-5.5" />
          </IconButton>
          <Wordmark />
          <div className="hidden grow lg:block">
            <MainNavigation />
          </div>
          <div className="ml-auto flex min-w-0 items-center lg:gap-3">
            <div className="hidden lg:block">
              <DestinationButton />
            </div>
            <div className="hidden xl:block">
              <SearchForm />
            </div>
            <IconButton label={texts.search} aria-haspopup="dialog" onClick={() => panels.open("menu")} className="xl:hidden">
              <Icon of={Search} className="size-5.5" />
            </IconButton>
            <AccountLink />
            <CartButton />
          </div>
        </div>
      </header>
      {/* On a phone the choice has its own line, which scrolls away while the bar above stays. */}
      <div className="lg:hidden">
        <DestinationButton band />
      </div>
    </>
  );
}

function CalmHeader() {
  const { data: shop } = useQuery(shopQuery);
  return (
    <header className="border-b border-line">
      <div className="page flex min-h-16 items-center justify-between gap-4 lg:min-h-20">
        <Wordmark />
        {shop && (
          <p className="text-sm text-ink-soft">
            {texts.checkoutHelp}{" "}
            <a href={dialOf(shop.phone)} className="link whitespace-nowrap text-ink">
              {shop.phone}
            </a>
          </p>
        )}
      </div>
    </header>
  );
}

function Announcement() {
  const { data: shop } = useQuery(shopQuery);
  // Its line is kept free until the words are there, so that nothing jumps.
  return (
    <p className="h-8 truncate bg-green px-4 text-center text-xs leading-8 text-on-green">
      {shop && <span className="appear">{shop.tagline}</span>}
    </p>
  );
}

const ROUND = "relative grid size-11 place-items-center rounded-full transition-colors hover:bg-linen focus-visible:rounded-full";

function AccountLink() {
  const me = useMe();
  const label = me ? texts.account : texts.logIn;
  return (
    <Link to={links.account(me ? undefined : "login")} aria-label={label} title={label} className={ROUND}>
      <Icon of={UserRound} className="size-5.5" />
      {me && <span aria-hidden="true" className="absolute top-2 right-2 size-2 rounded-full bg-petal-deep" />}
    </Link>
  );
}

function CartButton() {
  const { data: cart } = useQuery(cartQuery);
  const panels = usePanels();
  const count = cart?.count ?? 0;
  return (
    <Link
      to={links.cart}
      aria-label={texts.cartWith(count)}
      onClick={(event) => {
        // A plain press opens the drawer; a new tab still gets the page.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        panels.open("cart");
      }}
      className={`${ROUND} -mr-2.5 lg:mr-0`}
    >
      <Icon of={ShoppingBag} className="size-5.5" />
      {count > 0 && (
        <span
          key={count}
          aria-hidden="true"
          className="appear absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-petal-deep px-1 text-[0.6875rem] font-semibold text-on-green tabular-nums"
        >
          {count}
        </span>
      )}
    </Link>
  );
}
