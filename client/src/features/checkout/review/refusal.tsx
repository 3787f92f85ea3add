import type { ReactNode } from "react";
import { ApiProblem } from "@/lib/api/problem";
import type { Cart, Slot } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { formatMoney } from "@/lib/money";
import { dialOf } from "@/lib/phone";
import { Button, LinkButton } from "@/ui/button";
import { Notice } from "@/ui/states";
import { filledDeliveries } from "@/lib/questions/cart";
import { texts } from "./texts";

interface Props {
  error: Error;
  cart: Cart;
  busy: boolean;
  onChoose: (deliveryId: string, slot: Slot) => void;
}

/** Why the order was not placed, in words, with the way on. */
export function Refusal(props: Props) {
  const { error } = props;
  const problem = error instanceof ApiProblem ? error : null;
  const title = (problem && texts.refusals[problem.code]) ?? texts.refused;
  return (
    <div className="grid gap-4">
      <Notice tone="trouble">
        <p className="font-semibold">{title}</p>
        <p>{problem ? wordsOf(problem) : texts.tryAgain}</p>
        <p>{texts.nothingCharged}</p>
      </Notice>
      {problem && <WayOn {...props} problem={problem} />}
    </div>
  );
}

function wordsOf({ code, detail, extras: { expected, actual, minimum, items } }: ApiProblem): string {
  if (code === "price_changed" && expected && actual) return texts.priceWas(formatMoney(expected), formatMoney(actual));
  if (code === "below_minimum" && minimum && items) return texts.minimum(formatMoney(minimum), formatMoney(items));
  return detail || texts.tryAgain;
}

/** What can be done about it; where nothing is offered, the pay button below tries again. */
function WayOn({ problem, ...props }: Props & { problem: ApiProblem }): ReactNode {
  const { code, extras } = problem;
  if (extras.alternatives) return <OtherTimes {...props} problem={problem} />;
  if (code === "variant_not_found") return <Way to={links.cart}>{texts.editCart}</Way>;
  if (code === "below_minimum") return <Way to={links.flowers()}>{texts.addMore}</Way>;
  if (code === "slot_not_found") return <Way to={links.checkout("delivery")}>{texts.anotherDay}</Way>;
  if (code === "order_replaced" && extras.number) return <Way to={links.order(extras.number)}>{texts.seeOrder(extras.number)}</Way>;
  return null;
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <LinkButton to={to} kind="quiet" className="justify-self-start">
      {children}
    </LinkButton>
  );
}

/** The next times that can be had, one press each; outside of every zone, whom to call. */
function OtherTimes({ problem, cart, busy, onChoose }: Omit<Props, "error"> & { problem: ApiProblem }) {
  const { alternatives = [], delivery_id, phone } = problem.extras;
  const deliveries = filledDeliveries(cart);
  const delivery = deliveries.find(({ id }) => id === delivery_id) ?? deliveries.find(({ slot_problem }) => slot_problem) ?? deliveries[0];
  if (!delivery) return null;
  const change = links.checkoutOf(delivery.id);
  return (
    <div className="grid gap-3">
      {alternatives.length > 0 && (
        <div role="group" aria-label={texts.alternatives} className="grid gap-2.5">
          <h3 className="font-sans text-sm font-medium tracking-normal">{texts.alternatives}</h3>
          {alternatives.map((slot) => (
            <Button key={slot.id} kind="quiet" busy={busy} onClick={() => onChoose(delivery.id, slot)} className="justify-between!">
              <span>
                {formatDay(slot.date)}, {slot.label}
              </span>
              <span className="font-normal tabular-nums">{slot.fee.amount === 0 ? texts.free : formatMoney(slot.fee)}</span>
            </Button>
          ))}
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {phone && (
          <a href={dialOf(phone)} className="link flex min-h-12 items-center">
            {texts.callUs} {phone}
          </a>
        )}
        <Way to={change}>{phone ? texts.changePlace : texts.anotherDay}</Way>
        {problem.code === "stems_short" && <Way to={links.cart}>{texts.editCart}</Way>}
      </div>
    </div>
  );
}
