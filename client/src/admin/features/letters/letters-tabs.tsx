/** The pages about letters: the outbox, campaigns for who may send them, and addresses that get no more. */
import { useHref, useLinkClickHandler, useLocation } from "react-router";
import { useMay } from "@/admin/lib/me";
import classes from "./letters.module.css";
import { tabTexts } from "./texts";

export function LettersTabs() {
  const mayWrite = useMay("run_campaigns");
  return (
    <nav aria-label={tabTexts.label} className={classes.tabs}>
      <Tab to="/letters" name={tabTexts.outbox} />
      {mayWrite && <Tab to="/letters/campaigns" name={tabTexts.campaigns} />}
      <Tab to="/letters/stopped" name={tabTexts.stopped} />
    </nav>
  );
}

function Tab({ to, name }: { to: string; name: string }) {
  const { pathname } = useLocation();
  const href = useHref(to);
  const go = useLinkClickHandler(to);
  return <a href={href} className={classes.tab} aria-current={pathname === to ? "page" : undefined} onClick={(event) => go(event)}>{name}</a>;
}
