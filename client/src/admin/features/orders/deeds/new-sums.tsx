/** What an edit makes of the order's sums, said before it is written, and what becomes of the difference. */
import { Checkbox, Paper, Stack, Text, Textarea } from "@mantine/core";
import type { Money } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { SumRow } from "@/admin/ui/sums";
import { priceTexts as texts } from "../money-texts";
import type { DeskOrder, NewSums } from "../queries";
import { deedTexts } from "../texts";

export function SumsAfter({ order, sums, withFee = false }: { order: DeskOrder; sums: NewSums; withFee?: boolean }) {
  const { difference, balance_due, comes_back } = sums;
  return (
    <Paper bg="gray.1" p="md" radius="md" component="section" aria-label={texts.title} aria-live="polite">
      <Stack gap={6}>
        <SumRow name={texts.before} value={order.totals.total} />
        <SumRow name={signed(difference).name} value={signed(difference).value} minus={difference.amount < 0} />
        <SumRow name={texts.after} value={sums.total} strong />
        <Text size="sm" c="gray.7">{withFee ? texts.ofItBoth(formatMoney(sums.delivery_fee), formatMoney(sums.tax)) : texts.ofIt(formatMoney(sums.tax))}</Text>
        <Text fw={600} c={balance_due.amount > 0 ? "pollen.8" : "green.7"} mt={4}>{after(balance_due, comes_back)}</Text>
      </Stack>
    </Paper>
  );
}

const signed = (difference: Money) => ({ name: difference.amount < 0 ? texts.less : texts.more, value: { ...difference, amount: Math.abs(difference.amount) } });

function after(due: Money, back: Money): string {
  if (due.amount > 0) return texts.collect(formatMoney(due));
  return back.amount > 0 ? texts.goesBack(formatMoney(back)) : texts.even;
}

/** Why, and whether the buyer gets a letter to pay what is due. */
export interface Saying { reason: string; send_link: boolean }
interface Props { saying: Saying; sums: NewSums | null | undefined; hasEmail: boolean; onChange: (part: Partial<Saying>) => void }

export function SayWhy({ saying, sums, hasEmail, onChange }: Props) {
  const due = (sums?.balance_due.amount ?? 0) > 0;
  return (
    <>
      {due && hasEmail && <Checkbox label={texts.sendLink} size="md" checked={saying.send_link} onChange={({ currentTarget }) => onChange({ send_link: currentTarget.checked })} />}
      <Textarea label={deedTexts.reason} size="md" autosize minRows={2} maxLength={300} required value={saying.reason} onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })} />
    </>
  );
}

/** A link is only sent where something is due. */
export const sayingOf = ({ reason, send_link }: Saying, { balance_due }: NewSums) => ({ reason, send_link: send_link && balance_due.amount > 0 });

export const expectedOf = ({ total, balance_due }: NewSums) => ({ total, balance_due });
