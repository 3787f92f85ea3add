/** Cancelling an order or one delivery: what goes back is named before it is pressed. */
import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { mine } from "@/lib/mine";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import type { DeskDelivery, DeskOrder } from "../queries";
import { cancelTexts as texts, conflictTexts, deedTexts } from "../texts";
import { Conflict } from "./conflict";
import { differences } from "./differences";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { StemsChoice, type Stems } from "./stems-choice";
import { newestOf, useDeed } from "./use-deed";

interface Props { order: DeskOrder; delivery?: DeskDelivery; onClose: () => void }
interface Asked { reason: string; stems: Stems }
interface Cancelling extends Asked { order: DeskOrder }

/** The delivery as this version of the order has it. */
const inOrder = (order: DeskOrder, id: string | undefined) => order.deliveries.find((each) => each.id === id);

export function CancelDialog({ order, delivery, onClose }: Props) {
  const [seen] = useState(order);
  const [asked, setAsked] = useState<Asked>({ reason: "", stems: "back" });
  const cancel = useCancel(order.number, delivery?.id);
  const newest = newestOf(cancel.error);
  const base = newest ?? seen;
  const back = inOrder(base, delivery?.id)?.comes_back ?? base.money.left;

  function write(order: DeskOrder) {
    cancel.mutate({ order, ...asked }, {
      onSuccess: (after) => {
        onClose();
        said(delivery || after.status.code === "cancelled" ? texts.done : texts.stands);
      },
    });
  }
  return (
    <Dialog title={delivery ? texts.titleOne : texts.title} onClose={onClose}>
      {newest ? (
        <Conflict differences={differences(seen, newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={wordsFor(back)} busy={cancel.isPending} onTheirs={onClose} onMine={() => write(newest)} />
      ) : (
        <>
          {cancel.error && <Trouble error={cancel.error} />}
          <CancelForm order={seen} delivery={delivery} back={back} asked={asked} busy={cancel.isPending} onChange={setAsked} onWrite={() => write(seen)} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

interface FormProps extends Props { back: Money; asked: Asked; busy: boolean; onChange: (asked: Asked) => void; onWrite: () => void }

function CancelForm({ order, delivery, back, asked, busy, onChange, onWrite, onClose }: FormProps) {
  const made = (delivery ? [delivery] : order.deliveries).every((each) => each.made || each.status.code === "cancelled");
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onWrite();
  }
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <Text size="lg">
        {back.amount > 0 ? texts.back(formatMoney(back), order.buyer.name) : texts.nothing}
        {delivery && ` ${texts.others}`}
      </Text>
      <Textarea label={deedTexts.reason} description={deedTexts.reasonHint} size="md" autosize minRows={2} maxLength={300} required data-autofocus value={asked.reason} onChange={({ currentTarget }) => onChange({ ...asked, reason: currentTarget.value })} />
      <StemsChoice made={made} value={asked.stems} onChange={(stems) => onChange({ ...asked, stems })} />
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button type="submit" size="md" color="petal" loading={busy}>{wordsFor(back)}</Button>
      </Actions>
    </Stack>
  );
}

const wordsFor = (back: Money) => (back.amount > 0 ? texts.submitBack(formatMoney(back)) : texts.submit);

/** The version and the sum are those of the order that was looked at. */
function useCancel(number: string, deliveryId: string | undefined) {
  return useDeed(number, ({ order, reason, stems }: Cancelling) => {
    const delivery = inOrder(order, deliveryId);
    const body = { reason, stems };
    return delivery
      ? mine.post("/api/admin/deliveries/{delivery_id}/cancel", { path: { delivery_id: delivery.id }, body: { ...body, version: delivery.version, expected: delivery.comes_back } })
      : mine.post("/api/admin/orders/{number}/cancel", { path: { number }, body: { ...body, version: order.version, expected: order.money.left } });
  });
}
