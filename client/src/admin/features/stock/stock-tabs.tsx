/** The pages about stock: what lies there, what to buy, what is on its way, who brings it, and the stems themselves. */
import { useHref, useLinkClickHandler, useLocation } from "react-router";
import classes from "./tabs.module.css";
import { tabTexts } from "./tab-texts";

const TABS = [
  { to: "/stock", name: tabTexts.shelf },
  { to: "/stock/to-buy", name: tabTexts.toBuy },
  { to: "/stock/orders", name: tabTexts.orders },
  { to: "/stock/suppliers", name: tabTexts.suppliers },
  { to: "/stock/stems", name: tabTexts.stems },
];

export function StockTabs() {
  return (
    <nav aria-label={tabTexts.label} className={classes.tabs}>
      {TABS.map((tab) => <Tab key={tab.to} {...tab} />)}
    </nav>
  );
}

function Tab({ to, name }: { to: string; name: string }) {
  const { pathname } = useLocation();
  const href = useHref(to);
  const go = useLinkClickHandler(to);
  return <a href={href} className={classes.tab} aria-current={pathname === to ? "page" : undefined} onClick={(event) => go(event)}>{name}</a>;
}
