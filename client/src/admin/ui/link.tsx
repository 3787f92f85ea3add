import { Anchor, type AnchorProps } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import { useHref, useLinkClickHandler } from "react-router";

interface Props extends AnchorProps { to: string; children: ReactNode; "aria-label"?: string }

/** A way to another page of the back office. */
export function Link({ to, children, ...rest }: Props) {
  const href = useHref(to);
  const go = useLinkClickHandler(to);
  return (
    <Anchor {...rest} href={href} onClick={(event: MouseEvent<HTMLAnchorElement>) => go(event)}>
      {children}
    </Anchor>
  );
}
