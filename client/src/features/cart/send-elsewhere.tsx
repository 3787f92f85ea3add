import { useState } from "react";
import type { Cart, CartDelivery, CartLine } from "@/lib/api/types";
import { filledDeliveries } from "@/lib/questions/cart";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { QuantityStepper } from "@/ui/quantity-stepper";
import { RadioCards } from "@/ui/radio-cards";
import { Notice } from "@/ui/states";
import { texts } from "./texts";
import type { Split } from "./use-split";

const NEW = "new";

/** Asks to whom a line goes instead, and how many of it. */
export function SendElsewhere({ cart, split }: { cart: Cart; split: Split }) {
  const { asked } = split;
  return (
    <Dialog open={asked !== null} onClose={split.close} title={texts.sendTitle} side="center">
      {asked && <Question key={asked.line.id} cart={cart} split={split} {...asked} />}
    </Dialog>
  );
}

interface Props { cart: Cart; split: Split; line: CartLine; from: CartDelivery }

function Question({ cart, split, line, from }: Props) {
  const [chosen, setChosen] = useState(1);
  const choices = choicesOf({ cart, line, from });
  const [to, setTo] = useState(choices[0]?.value ?? NEW);
  // Something has to stay behind when it goes to somebody new: else it would only be the same delivery again.
  const movable = to === NEW && from.lines.length === 1 ? line.quantity - 1 : line.quantity;
  const quantity = Math.min(chosen, movable);
  return (
    <div className="grid gap-6 pt-2">
      <p>{texts.sendText}</p>
      <p className="font-display text-lg">{line.product_name}</p>
      {line.quantity > 1 && (
        <div className="flex items-center justify-between gap-4">
          <span className="text-sm font-medium">{texts.howMany(line.quantity)}</span>
          <QuantityStepper of={line.product_name} value={quantity} max={movable} onChange={setChosen} />
        </div>
      )}
      {choices.some(({ value }) => value !== NEW) && (
        <RadioCards legend={texts.toWhom} name="recipient" options={choices} value={to} onChange={setTo} />
      )}
      {split.moveError && <Notice tone="trouble">{split.moveError.message}</Notice>}
      <Button busy={split.moving} onClick={() => split.move(quantity, to === NEW ? null : to)} className="justify-self-start">
        {to === NEW ? texts.sendNew : texts.sendThere}
      </Button>
    </div>
  );
}

/** The other recipients, and somebody new where something stays behind. */
function choicesOf({ cart, line, from }: Omit<Props, "split">) {
  const others = filledDeliveries(cart).flatMap((delivery, index) =>
    delivery.id === from.id ? [] : [{ value: delivery.id, label: texts.nameOf(delivery.recipient?.name, index + 1) }],
  );
  const stays = from.lines.length > 1 || line.quantity > 1;
  return stays ? [...others, { value: NEW, label: texts.someoneNew }] : others;
}
