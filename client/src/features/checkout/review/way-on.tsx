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
  if (OF_ORDER.has(code)) return <Order code={code} number={extras.number} />;
  return WAYS[code]?.(mending) ?? null;
}

/** Codes that an older order stands behind. */
const OF_ORDER = new Set(["payment_refused", "payment_in_question", "hold_limit", "order_replaced"]);
const WAYS: Record<string, (mending: Mending) => ReactNode> = {
  variant_not_found: (mending) => <TakeOut {...mending} />,
  promotion_used_up: (mending) => <DropCode {...mending} />,
  below_minimum: () => <Way to={links.flowers()}>{texts.addMore}</Way>,
  cart_empty: () => <Way to={links.flowers()}>{texts.seeFlowers}</Way>,
  too_many_holds: () => <CallUs />,
};

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
