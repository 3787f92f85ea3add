import type { AnchorHTMLAttributes } from "react";
import { useHref, useLinkClickHandler } from "react-router";

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> { to: string }

/** A link to another page of the back office; for Mantine's `component={PageLink}` too. */
export function PageLink({ to, target, onClick, children, ...rest }: Props) {
  const href = useHref(to);
  const go = useLinkClickHandler(to, { target });
  return (
    <a
      {...rest}
      href={href}
      target={target}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) go(event);
      }}
    >
      {children}
    </a>
  );
}
