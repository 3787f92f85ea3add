/** What would be done with other stems, and what stands against it, in words. */
import { Alert, Stack, Text } from "@mantine/core";
import { formatInstant } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { Verdict } from "../queries";
import { proposeTexts as texts } from "../texts";

/** Whether nothing stands against it. A refund needs no stems. */
export function stands(verdict: Verdict): boolean {
  if (verdict.way === null) return false;
  if (verdict.way === "refund") return true;
  return !verdict.cheaper && verdict.missing === 0 && (verdict.way === "swap" || verdict.deadline !== null);
}

export function VerdictWords({ verdict, timeZone }: { verdict: Verdict; timeZone: string }) {
  const good = stands(verdict);
  return (
    <Alert color={good ? "green" : "petal"} role="status">
      <Stack gap={4}>
        {wordsOf(verdict, timeZone).map((words) => <Text key={words}>{words}</Text>)}
      </Stack>
    </Alert>
  );
}

function wordsOf(verdict: Verdict, timeZone: string): string[] {
  const { way, mismatches, replaced, substitutes, cheaper, missing, deadline, by_default, comes_back } = verdict;
  if (way === null) return [...mismatches, texts.notHers];
  if (way === "refund") return [texts.refund(formatMoney(comes_back))];
  const against = [cheaper && texts.cheaper(formatMoney(substitutes), formatMoney(replaced)), missing > 0 && texts.missing(missing)].filter((each) => each !== false);
  if (against.length > 0) return against;
  const worth = texts.worth(formatMoney(substitutes), formatMoney(replaced));
  if (way === "swap") return [texts.swap, worth];
  if (deadline === null) return [texts.noTime];
  const silence = by_default === "make" ? texts.silenceMakes : texts.silenceRefunds(formatMoney(comes_back));
  return [texts.ask(formatInstant(deadline, timeZone)), silence, worth];
}
