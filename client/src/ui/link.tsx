import type { ComponentProps, MouseEvent } from "react";
import { useHref, useLinkClickHandler } from "react-router";

type Props = Omit<ComponentProps<"a">, "href"> & { to: string; replace?: boolean; preventScrollReset?: boolean; state?: unknown };

/** A way to another page of the shop. The router's own link brings code for prefetching that nobody here uses: 2 KB on every page. */
export function Link({ to, replace, preventScrollReset, state, target, onClick, children, ...anchor }: Props) {
  const href = useHref(to);
  const go = useLinkClickHandler(to, { replace, preventScrollReset, state, target });
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!event.defaultPrevented) go(event);
  };
  return (
    <a {...anchor} href={href} target={target} onClick={press}>
      {children}
    </a>
  );
}
