import type { Cart, CartLine } from "@/lib/api/types";
import { links } from "@/lib/links";
import { filledDeliveries, useRemoveLine } from "@/lib/questions/cart";
import { Button, LinkButton } from "@/ui/button";
import { Notice } from "@/ui/states";
import { texts } from "./texts";

/** What lies in the cart and cannot be had any more. */
export const soldOut = (cart: Cart): CartLine[] => filledDeliveries(cart).flatMap(({ lines }) => lines.filter(({ available }) => !available));

/** Said before anybody pays: what is sold out, by name. */
export function SoldOut({ lines, onGone }: Props) {
  return (
    <div className="grid gap-4">
      <Notice tone="trouble">
        <p className="font-semibold">{texts.soldOut(lines.map(({ product_name }) => product_name))}</p>
        <p>{texts.soldOutText}</p>
      </Notice>
      <div className="flex flex-wrap gap-3">
        <Without lines={lines} onGone={onGone} />
      </div>
    </div>
  );
}

interface Props { lines: readonly CartLine[]; onGone: (line: CartLine) => void }

/** One press to go on without something, or something else instead: a row of ways. */
export function Without({ lines, onGone }: Props) {
  const remove = useRemoveLine();
  return (
    <>
      {lines.map((line) => (
        <Button key={line.id} kind="quiet" busy={remove.isPending && remove.variables === line.id} onClick={() => remove.mutate(line.id, { onSuccess: () => onGone(line) })}>
          {texts.takeOut(line.product_name)}
        </Button>
      ))}
      <LinkButton to={links.flowers()} kind="quiet">
        {texts.somethingElse}
      </LinkButton>
      {remove.error && <Notice tone="trouble">{remove.error.message}</Notice>}
    </>
  );
}
