/** Other stems for a delivery: which, how many, and what the buyer's choice makes of it, before anything is pressed. */
import { Alert, Button, Stack, Text, Textarea } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Suspense, useState, type SyntheticEvent } from "react";
import { mine } from "@/lib/mine";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { consentQuery, verdictQuery, type DeskDelivery, type DeskOrder, type Exchange, type How, type Verdict } from "../queries";
import { deedTexts, proposeTexts as texts } from "../texts";
import { ExchangeRow, type Row } from "./exchange-row";
import { useDeed } from "./use-deed";
import { stands, VerdictWords } from "./verdict-words";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }
interface Wish { swaps: Exchange[]; how: How; reason: string }

export function ProposeDialog(props: Props) {
  return (
    <Dialog title={texts.title} onClose={props.onClose}>
      <Suspense fallback={<Waiting />}>
        <ProposeForm {...props} />
      </Suspense>
    </Dialog>
  );
}

function ProposeForm({ order, delivery, onClose }: Props) {
  const { data: consent } = useSuspenseQuery(consentQuery(delivery.id));
  const [rows, setRows] = useState<Row[]>([NO_ROW]);
  const [how, setHow] = useState<How>("chosen");
  const [reason, setReason] = useState("");
  const { swaps, whole, verdict, error } = useVerdict(delivery.id, rows, how);
  const propose = usePropose(order.number, delivery);
  const change = (at: number, part: Partial<Row>) => setRows((before) => before.map((row, index) => (index === at ? { ...row, ...part } : row)));

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const done = doneBy(verdict);
    if (done) propose.mutate({ swaps, how, reason }, { onSuccess: () => { onClose(); said(done); } });
  }
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <Text>{texts.choice(consent.choice.label)}</Text>
      {rows.map((row, index) => (
        <ExchangeRow key={index} row={row} takes={consent.takes} day={delivery.making_day} onChange={(part) => change(index, part)} />
      ))}
      <Button variant="subtle" size="md" style={{ alignSelf: "flex-start" }} disabled={!whole} onClick={() => setRows((before) => [...before, NO_ROW])}>{texts.another}</Button>
      {verdict && <Judged verdict={verdict} rows={rows} how={how} timeZone={order.time_zone} onTake={(taken) => change(0, { taken })} onHow={setHow} />}
      <Textarea label={deedTexts.reason} description={deedTexts.reasonHint} size="md" autosize minRows={2} maxLength={300} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
      {error && <Trouble error={error} />}
      {propose.error && <Trouble error={propose.error} />}
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button type="submit" size="md" disabled={doneBy(verdict) === null} loading={propose.isPending}>{texts.submit[verdict?.way ?? "none"]}</Button>
      </Actions>
    </Stack>
  );
}

/** What the server says of rows that are filled in. */
function useVerdict(deliveryId: string, rows: Row[], how: How) {
  const swaps = rows.flatMap(exchangeOf);
  const whole = swaps.length === rows.length;
  const { data, error } = useQuery({ ...verdictQuery(deliveryId, swaps, how), enabled: whole });
  return { swaps, whole, verdict: whole ? data : undefined, error: whole ? error : null };
}

/** What is said once it is done; null while something stands against it. */
function doneBy(verdict: Verdict | undefined): string | null {
  return verdict?.way && stands(verdict) ? (texts.done[verdict.way] ?? "") : null;
}

interface JudgedProps { verdict: Verdict; rows: Row[]; how: How; timeZone: string; onTake: (taken: number) => void; onHow: (how: How) => void }

function Judged({ verdict, rows, how, timeZone, onTake, onHow }: JudgedProps) {
  const [only, ...more] = rows;
  return (
    <>
      <VerdictWords verdict={verdict} timeZone={timeZone} />
      {verdict.cheaper && only && more.length === 0 && <Enough verdict={verdict} taken={only.taken} onTake={onTake} />}
      <Instead verdict={verdict} how={how} onChange={onHow} />
    </>
  );
}

/** So many of a cheaper stem would be worth as much. */
function Enough({ verdict: { replaced, substitutes }, taken, onTake }: { verdict: Verdict; taken: number; onTake: (taken: number) => void }) {
  if (substitutes.amount === 0) return null;
  const enough = Math.ceil((taken * replaced.amount) / substitutes.amount);
  return <Button variant="light" size="md" style={{ alignSelf: "flex-start" }} onClick={() => onTake(enough)}>{texts.enough(enough)}</Button>;
}

/** What her choice does not allow can still be asked, or paid back; and she can be asked in any case. */
function Instead({ verdict, how, onChange }: { verdict: Verdict; how: How; onChange: (how: How) => void }) {
  const others = (["chosen", "ask", "refund"] as const).filter((each) => each !== how && (each !== "ask" || verdict.way !== "ask"));
  return (
    <Alert color="gray" title={texts.orElse}>
      <Stack gap={4} align="flex-start">
        {others.map((each) => (
          <Button key={each} variant="subtle" size="sm" mih={44} onClick={() => onChange(each)}>{texts.how[each]}</Button>
        ))}
      </Stack>
    </Alert>
  );
}

const NO_ROW: Row = { stem: null, substitute: null, quantity: 1, taken: 1 };

function exchangeOf({ stem, substitute, quantity, taken }: Row): Exchange[] {
  return stem && substitute && quantity > 0 && taken > 0 ? [{ stem_id: Number(stem), substitute_id: Number(substitute), quantity, taken }] : [];
}

function usePropose(number: string, delivery: DeskDelivery) {
  return useDeed(number, (wish: Wish) =>
    mine.post("/api/admin/deliveries/{delivery_id}/substitution", { path: { delivery_id: delivery.id }, body: { ...wish, version: delivery.version } }),
  );
}
