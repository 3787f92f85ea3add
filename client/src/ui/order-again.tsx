import type { ComponentProps } from "react";
import type { Missing } from "@/lib/api/types";
import { links } from "@/lib/links";
import { Button } from "./button";
import { Link } from "./link";
import { Notice } from "./states";
import { orderAgainTexts as texts } from "./order-again-texts";

interface Props extends Pick<ComponentProps<typeof Button>, "kind" | "size"> {
  number: string;
  busy: boolean;
  error: Error | null;
  /** What cannot be had any more, of the last press. */
  missing: readonly Missing[];
  somethingLeft: boolean;
  onPress: () => void;
}

/** The same flowers for the same people once more. */
export function OrderAgain({ number, busy, error, missing, somethingLeft, onPress, ...look }: Props) {
  return (
    <div className="grid justify-items-start gap-3">
      <Button {...look} busy={busy} onClick={onPress} aria-label={texts.orderAgainOf(number)}>
        {texts.orderAgain}
      </Button>
      {error && <Notice tone="trouble">{error.message}</Notice>}
      {missing.length > 0 && (
        <Notice>
          <p className="font-medium">{texts.goneTitle}</p>
          <ul className="list-inside list-disc">
            {missing.map(({ name, reason }) => (
              <li key={name}>{texts.gone(name, reason)}</li>
            ))}
          </ul>
          {somethingLeft && (
            <Link to={links.cart} className="link inline-flex min-h-11 items-center font-medium">
              {texts.restInCart}
            </Link>
          )}
        </Notice>
      )}
    </div>
  );
}
