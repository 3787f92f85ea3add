/** Money that is here: in cash, by card at the terminal, or by transfer, at most what is due. Sent twice it is taken once. */
import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useRef, useState, type SyntheticEvent } from "react";
import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { mine } from "@/lib/mine";
import type { Posts } from "@/lib/api/endpoints";
import { isAmount, minor, typed as written } from "@/admin/lib/amounts";
import { Amount } from "@/admin/ui/amount-field";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { takeTexts as texts } from "../money-texts";
import type { DeskOrder } from "../queries";
import { conflictTexts, deedTexts } from "../texts";
import { Conflict } from "./conflict";
import { differences } from "./differences";
import { newestOf, useDeed } from "./use-deed";

type Method = Posts["/api/admin/orders/{number}/payments"]["body"]["method"];
const METHODS: Method[] = ["cash", "card", "transfer"];

export function TakeDialog({ order, onClose }: { order: DeskOrder; onClose: () => void }) {
  const [seen] = useState(order);
  const due = order.money.balance_due;
  const [method, setMethod] = useState<Method>("cash");
  const [typed, setTyped] = useState(() => written(due.amount, due.currency));
  const [note, setNote] = useState("");
  const take = useTaking(order.number);
  const newest = newestOf(take.error);
  const sum: Money | null = isAmount(typed) && Number(typed.replace(",", ".")) > 0 ? { ...due, amount: minor(typed, due.currency) } : null;
  const tooMuch = sum !== null && sum.amount > due.amount;

  function write(version: number) {
    if (sum) take.mutate({ version, method, amount: sum, note }, { onSuccess: () => { onClose(); said(texts.done(formatMoney(sum))); } });
  }
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!tooMuch) write(order.version);
  }
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {newest ? (
        <Conflict differences={differences(seen, newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={sum ? texts.submit(formatMoney(sum)) : conflictTexts.doAnyway} busy={take.isPending} onTheirs={onClose} onMine={() => write(newest.version)} />
      ) : (
        <Stack component="form" gap="md" onSubmit={submit}>
          <Text>{texts.due(formatMoney(due))}</Text>
          {take.error && <Trouble error={take.error} />}
          <Radio.Group label={texts.how} size="md" value={method} onChange={(to) => setMethod(to)}>
            <Group gap="lg" mt="xs">
              {METHODS.map((each) => <Radio key={each} value={each} label={texts.methods[each]} size="md" />)}
            </Group>
          </Radio.Group>
          <Amount label={texts.amount} required value={typed} error={tooMuch ? texts.tooMuch(formatMoney(due)) : undefined} onChange={setTyped} />
          <Textarea label={texts.note} size="md" autosize minRows={1} maxLength={300} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
          <Actions>
            <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
            <Button type="submit" size="md" disabled={!sum || tooMuch} loading={take.isPending}>{sum ? texts.submit(formatMoney(sum)) : texts.pending}</Button>
          </Actions>
        </Stack>
      )}
    </Dialog>
  );
}

/** One key goes with one wish: a lost answer takes nothing twice. */
function useTaking(number: string) {
  const attempt = useRef({ of: "", key: "" });
  return useDeed(number, (body: Posts["/api/admin/orders/{number}/payments"]["body"]) => {
    const of = JSON.stringify(body);
    if (attempt.current.of !== of) attempt.current = { of, key: crypto.randomUUID() };
    return mine.post("/api/admin/orders/{number}/payments", { path: { number }, body, headers: { "Idempotency-Key": attempt.current.key } });
  });
}
