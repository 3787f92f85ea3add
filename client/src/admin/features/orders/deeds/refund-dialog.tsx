/** Giving money back: pieces of a line, an amount, or everything; the button names the exact sum. */
import { Button, NumberInput, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import type { Money } from "@/lib/api/types";
import { formatMoney, minorUnits } from "@/lib/money";
import { mine } from "@/lib/mine";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import type { DeskOrder } from "../queries";
import { conflictTexts, deedTexts, refundTexts as texts } from "../texts";
import { Conflict } from "./conflict";
import { differences } from "./differences";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { LineChoice } from "./line-choice";
import { choices, sumOf, type Ask, type Choice, type Kind } from "./refund-ask";
import { StemsChoice } from "./stems-choice";
import { newestOf, useDeed } from "./use-deed";

interface Props { order: DeskOrder; onClose: () => void }
interface Giving { order: DeskOrder; ask: Ask; sum: Money }

export function RefundDialog({ order, onClose }: Props) {
  const [seen] = useState(order);
  const [ask, setAsk] = useState<Ask>(() => beginning(order));
  const give = useGiving(order.number);
  const newest = newestOf(give.error);
  const sum = sumOf(ask, newest ?? seen);

  function write(order: DeskOrder) {
    const sum = sumOf(ask, order);
    if (!sum) return;
    give.mutate({ order, ask, sum }, { onSuccess: () => { onClose(); said(texts.done(formatMoney(sum))); } });
  }
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {newest ? (
        <Conflict differences={differences(seen, newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={sum ? texts.submit(formatMoney(sum)) : conflictTexts.doAnyway} busy={give.isPending} onTheirs={onClose} onMine={() => write(newest)} />
      ) : (
        <>
          {give.error && <Trouble error={give.error} />}
          <RefundForm order={seen} ask={ask} sum={sum} busy={give.isPending} onChange={(part) => setAsk((before) => ({ ...before, ...part }))} onWrite={() => write(seen)} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

function beginning(order: DeskOrder): Ask {
  const first = choices(order)[0];
  return { kind: first ? "line" : "amount", lineId: first?.line.id ?? null, quantity: 1, amount: null, stems: "back", reason: "" };
}

interface FormProps extends Props { ask: Ask; sum: Money | null; busy: boolean; onChange: (part: Partial<Ask>) => void; onWrite: () => void }

function RefundForm({ order, ask, sum, busy, onChange, onWrite, onClose }: FormProps) {
  const lines = choices(order);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onWrite();
  }
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <Text>{order.money.left.amount > 0 ? texts.left(formatMoney(order.money.left)) : texts.nothing}</Text>
      <SegmentedControl aria-label={texts.what} size="md" fullWidth value={ask.kind} onChange={(kind) => onChange({ kind: kind as Kind })} data={kinds(lines.length > 0)} />
      {ask.kind === "line" && <Pieces lines={lines} ask={ask} onChange={onChange} />}
      {ask.kind === "amount" && <Amount left={order.money.left} amount={ask.amount} onChange={(amount) => onChange({ amount })} />}
      <Textarea label={deedTexts.reason} description={deedTexts.reasonHint} size="md" autosize minRows={2} maxLength={300} required value={ask.reason} onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })} />
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button type="submit" size="md" disabled={!sum} loading={busy}>{sum ? texts.submit(formatMoney(sum)) : texts.pending}</Button>
      </Actions>
    </Stack>
  );
}

function Pieces({ lines, ask, onChange }: { lines: Choice[]; ask: Ask; onChange: (part: Partial<Ask>) => void }) {
  const chosen = lines.find(({ line }) => line.id === ask.lineId);
  return (
    <>
      <LineChoice choices={lines} ask={ask} onChange={onChange} />
      {chosen && <StemsChoice made={chosen.made} value={ask.stems} onChange={(stems) => onChange({ stems })} />}
    </>
  );
}

function kinds(withLines: boolean) {
  const all = [{ value: "line", label: texts.line }, { value: "amount", label: texts.amount }, { value: "whole", label: texts.whole }];
  return withLines ? all : all.slice(1);
}

function Amount({ left, amount, onChange }: { left: Money; amount: number | null; onChange: (amount: number | null) => void }) {
  const units = minorUnits(left.currency);
  return (
    <NumberInput
      label={texts.sum}
      size="md"
      min={0}
      max={left.amount / units}
      decimalScale={Math.round(Math.log10(units))}
      fixedDecimalScale
      hideControls
      inputMode="decimal"
      required
      value={amount === null ? "" : amount / units}
      onChange={(value) => onChange(value === "" ? null : Math.round(Number(value) * units))}
    />
  );
}

function useGiving(number: string) {
  return useDeed(number, ({ order, ask, sum }: Giving) => {
    const what = { line: { line_id: ask.lineId, quantity: ask.quantity, stems: ask.stems }, amount: { amount: sum }, whole: { whole: true } }[ask.kind];
    return mine.post("/api/admin/orders/{number}/refunds", { path: { number }, body: { version: order.version, reason: ask.reason, whole: false, stems: "back", expected: sum, ...what } });
  });
}
