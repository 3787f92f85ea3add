import { useState } from "react";
import { announce } from "@/lib/announcements";
import { isProblem } from "@/lib/api/problem";
import type { DayString, Product, Variant } from "@/lib/api/types";
import { usePanels } from "@/lib/panels";
import { useDestination } from "@/lib/questions/destination";
import { inSeason } from "@/lib/season";
import { Button } from "@/ui/button";
import { Price } from "@/ui/price";
import { Notice } from "@/ui/states";
import { AddonChoices } from "./addon-choices";
import { DeliveryLine } from "./delivery-line";
import { OffSeason } from "./off-season";
import { useAddToCart, useLeft } from "./queries";
import { SizeCards } from "./size-cards";
import { texts } from "./texts";

interface Props { product: Product; variant: Variant | undefined; onSize: (variantId: number) => void }

/** Size, what goes with it, when it can be there, and the button. Out of season nothing is offered that we could not make. */
export function BuyForm({ product, variant, onSize }: Props) {
  const { date } = useDestination();
  const [wanted, setWanted] = useState<ReadonlySet<number>>(new Set());
  const panels = usePanels();
  const add = useAddToCart();
  const { left } = useLeft(product.slug);
  const blooms = isInBloom(product, date);
  const soldOut = variant !== undefined && left.get(variant.id) === 0;

  const toggle = (id: number) => {
    setWanted((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const send = () => {
    if (!variant || add.isPending) return;
    const addons = product.addons.filter(({ variant_id }) => wanted.has(variant_id));
    add.mutate(
      { variantId: variant.id, addons },
      {
        onSuccess: ({ leftOut }) => {
          setWanted(new Set());
          // Somebody who did not get everything must be able to read so, and the drawer would hide it.
          if (leftOut.length > 0) return;
          announce(texts.added(product.name));
          panels.open("cart");
        },
      },
    );
  };

  return (
    <div className="grid gap-7">
      <SizeCards variants={product.variants} left={left} day={date} value={variant?.id} onChange={onSize} />
      {!blooms && <OffSeason product={product} />}
      {blooms && (
        <>
          {product.addons.length > 0 && <AddonChoices addons={product.addons} wanted={wanted} onToggle={toggle} />}
          <DeliveryLine product={product} />
          <Outcome leftOut={add.data?.leftOut ?? []} error={add.error} />
          {/* On a phone it stays within reach of the thumb. */}
          <div className="sticky bottom-0 z-10 -mx-gutter bg-paper px-gutter py-3 sm:static sm:mx-0 sm:p-0">
            {soldOut ? (
              <Button size="lg" wide onClick={() => panels.open("destination")}>
                {texts.otherDay}
              </Button>
            ) : (
              <Button size="lg" wide busy={add.isPending} disabled={!variant} onClick={send}>
                {texts.add}
                {variant && <Price value={variant.price} short className="opacity-80" />}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** What did not go as wished. */
function Outcome({ leftOut, error }: { leftOut: string[]; error: unknown }) {
  if (leftOut.length > 0) return <Notice>{texts.leftOut(leftOut.join(", "))}</Notice>;
  if (!error) return null;
  return <Notice tone="trouble">{isProblem(error) ? error.detail || error.title : texts.addTrouble}</Notice>;
}

/** On the day chosen, or now while none is. */
function isInBloom({ season, in_season: now }: Product, date: DayString | null): boolean {
  return season && date !== null ? inSeason(season, date) : now;
}
