/** What the browser does by itself on a full page load, for navigations inside the shop: scroll and focus. */
import { useLayoutEffect, useRef } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

const positions = new Map<string, number>();
const PATIENCE = 1000;

/** Scrolls to `top` as soon as the page is tall enough, and gives up after a second or when the reader scrolls. */
function scrollWhenTallEnough(top: number): () => void {
  const since = performance.now();
  let frame = 0;
  const attempt = () => {
    window.scrollTo(0, top);
    const waiting = Math.abs(window.scrollY - top) > 2 && performance.now() - since < PATIENCE;
    if (waiting) frame = requestAnimationFrame(attempt);
  };
  const stop = () => cancelAnimationFrame(frame);
  window.addEventListener("wheel", stop, { once: true, passive: true });
  window.addEventListener("touchmove", stop, { once: true, passive: true });
  attempt();
  return stop;
}

/**
 * A new page starts at its top, with focus on its main region; going back finds the old place.
 * A change of the query alone (a filter, a step) moves neither: the page that makes it decides.
 */
export function useNavigationManners(): void {
  const { key, pathname } = useLocation();
  const kind = useNavigationType();
  const seen = useRef(pathname);

  // Before the page below moves the scroll, so that its move is not taken for the reader's on the page left behind.
  useLayoutEffect(() => {
    history.scrollRestoration = "manual";
    const remember = () => positions.set(key, window.scrollY);
    window.addEventListener("scroll", remember, { passive: true });
    return () => window.removeEventListener("scroll", remember);
  }, [key]);

  useLayoutEffect(() => {
    const samePage = seen.current === pathname;
    seen.current = pathname;
    if (kind === NavigationType.Pop) return scrollWhenTallEnough(positions.get(key) ?? 0);
    if (samePage) return;
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [key, pathname, kind]);
}
