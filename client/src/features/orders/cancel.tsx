import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { mine } from "@/lib/mine";
import type { Order } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/states";
import { isCancelled, isPaid, orderQuery } from "./queries";
import { Refusal } from "./refusal";
import { cancelTexts as texts } from "./texts";

interface Props {
  order: Order;
  timeZone: string;
  /** Whether the question is open: what is above it on the page may ask it, too. */
  asking: boolean;
  onAsk: (asking: boolean) => void;
}

/** The way out of an order, as long as the shop lets go of it; what comes back is said before it is pressed. */
export function Cancel({ order, timeZone, asking, onAsk }: Props) {
  const cancel = useCancel(order.number, () => onAsk(false));
  // Paid at that very moment: the server answers with the order as it stands.
  const stands = cancel.data !== undefined && !isCancelled(cancel.data);
  return (
    <div className="grid gap-3 empty:hidden">
      {stands && <Notice>{texts.stands}</Notice>}
      {cancel.error && <Refusal error={cancel.error} />}
      {order.can_cancel && (
        <>
          <Button kind="quiet" onClick={() => onAsk(true)} className="justify-self-start">
            {texts.open}
          </Button>
          {order.cancel_until && <p className="text-sm text-ink-soft">{texts.until(formatInstant(order.cancel_until, timeZone))}</p>}
          <Question order={order} open={asking} onClose={() => onAsk(false)} busy={cancel.isPending} onConfirm={() => cancel.mutate()} />
        </>
      )}
    </div>
  );
}

/** After a refusal the order is looked at again: what may be done with it has changed. */
function useCancel(number: string, onSettled: () => void) {
  const client = useQueryClient();
  const { queryKey } = orderQuery(number);
  return useMutation({
    mutationFn: () => mine.post("/api/orders/{number}/cancel", { path: { number } }),
    onSuccess: (after) => client.setQueryData(queryKey, after),
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled,
  });
}

interface QuestionProps { order: Order; open: boolean; busy: boolean; onClose: () => void; onConfirm: () => void }

function Question({ order, open, busy, onClose, onConfirm }: QuestionProps) {
  const keep = useRef<HTMLButtonElement>(null);
  return (
    <Dialog open={open} onClose={onClose} title={texts.title} side="center" focusFirst={keep}>
      <div className="grid gap-6 pt-2">
        <p>{whatComesBack(order)}</p>
        {order.deliveries.length > 1 && <p>{texts.all(order.deliveries.length)}</p>}
        <div className="flex flex-wrap gap-3">
          <Button busy={busy} onClick={onConfirm}>
            {texts.confirm}
          </Button>
          <Button ref={keep} kind="quiet" onClick={onClose}>
            {texts.keep}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function whatComesBack(order: Order): string {
  if (order.status.code === "pending_payment") return texts.unpaid;
  if (!isPaid(order)) return texts.free;
  return order.payment.status.code === "succeeded" ? texts.refund(formatMoney(order.totals.total)) : texts.refundRest;
}
