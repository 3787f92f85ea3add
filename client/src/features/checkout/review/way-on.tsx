import type { ReactNode } from "react";
import type { ApiProblem } from "@/lib/api/problem";
import type { Cart, CartDelivery, CartLine, Slot } from "@/lib/api/types";
import { links } from "@/lib/links";
import { filledDeliveries } from "@/lib/questions/cart";
import { useDropCode } from "@/lib/questions/extras";
import { Button, LinkButton } from "@/ui/button";
import { CallUs } from "../call-us";
import { OtherTimes } from "../other-times";
import { texts } from "./texts";
import { soldOut, Without } from "./without";

export interface Mending {
  cart: Cart;
  busy: boolean;
  onChoose: (deliveryId: string, slot: Slot) => void;
  onGone: (line: CartLine) => void;
  /** After the code was taken off. */
  onDropped: () => void;
}

/** What can be done about a refusal; where nothing is offered, the pay button below tries again. */
export function WayOn({ problem, ...mending }: Mending & { problem: ApiProblem }): ReactNode {
  const { code, extras } = problem;
  if (extras.alternatives) return <AnotherTime {...mending} problem={problem} />;
  switch (code) {
    case "variant_not_found": return <TakeOut {...mending} />;
    case "promotion_used_up": return <DropCode {...mending} />;
    case "below_minimum": return <Way to={links.flowers()}>{texts.addMore}</Way>;
    case "cart_empty": return <Way to={links.flowers()}>{texts.seeFlowers}</Way>;
    case "too_many_holds": return <CallUs />;
    case "payment_refused":
    case "payment_in_question":
    case "hold_limit":
    case "order_replaced": return <Order code={code} number={extras.number} />;
    default: return null;
  }
}

function DropCode({ cart, onDropped }: Mending) {
  const remove = useDropCode();
  const code = cart.promotion?.code;
  if (!code) return null;
  return (
    <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: onDropped })} className="justify-self-start">
      {texts.dropCode(code)}
    </Button>
  );
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <LinkButton to={to} kind="quiet" className="justify-self-start">
      {children}
    </LinkButton>
  );
}

/** To the order that all depends on: to pay it, to cancel it, or to see how it stands. */
function Order({ code, number }: { code: string; number: string | undefined }) {
  const words = code === "hold_limit" ? texts.payOrCancel : texts.seeOrder;
  return (
    <div className="flex flex-wrap gap-3">
      {number && <Way to={links.order(number)}>{words(number)}</Way>}
      {code.startsWith("payment") && <CallUs />}
    </div>
  );
}

function TakeOut({ cart, onGone }: Mending) {
  const lines = soldOut(cart);
  if (lines.length === 0) return <Way to={links.cart}>{texts.editCart}</Way>;
  return (
    <div className="flex flex-wrap gap-3">
      <Without lines={lines} onGone={onGone} />
    </div>
  );
}

/** The delivery that a refusal is about. */
function deliveryIn(cart: Cart, { extras }: ApiProblem): CartDelivery | undefined {
  const deliveries = filledDeliveries(cart);
  return deliveries.find(({ id }) => id === extras.delivery_id) ?? deliveries.find(({ slot_problem }) => slot_problem) ?? deliveries[0];
}

/** Its lines that stems are short for. */
export function linesShort(cart: Cart, problem: ApiProblem): CartLine[] {
  const { variants = [] } = problem.extras;
  return deliveryIn(cart, problem)?.lines.filter(({ variant_id }) => variants.includes(variant_id)) ?? [];
}

/** Other times, the other days, and what else helps: taking out what is short, another place, a call. */
function AnotherTime({ problem, cart, busy, onChoose, onGone }: Mending & { problem: ApiProblem }) {
  const { code, extras } = problem;
  const delivery = deliveryIn(cart, problem);
  if (!delivery) return null;
  const short = linesShort(cart, problem);
  return (
    <div className="grid gap-3">
      <OtherTimes slots={extras.alternatives ?? []} busy={busy} onChoose={(slot) => onChoose(delivery.id, slot)} />
      <div className="flex flex-wrap gap-3">
        {code === "outside_zone" && <CallUs />}
        <Way to={links.checkoutOf(delivery.id)}>{wayTo[code] ?? texts.anotherDay}</Way>
        {code === "too_late_for_service" && <CallUs />}
        {OF_FLOWERS.has(code) && <Without lines={short} onGone={onGone} />}
      </div>
    </div>
  );
}

const OF_FLOWERS = new Set(["stems_short", "blackout", "destination", "lead"]);
const wayTo: Record<string, string> = { outside_zone: texts.changePlace, too_late_for_service: texts.changeService };
