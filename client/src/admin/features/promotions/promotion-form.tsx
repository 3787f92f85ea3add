/** A promotion's rules; what is asked follows from what it gives. Whoever is second sees that and decides. */
import { Alert, Button, Group, NativeSelect, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { isProblem } from "@/lib/api/problem";
import { Amount } from "@/admin/ui/amount-field";
import { Actions } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Count, type Part } from "./count-field";
import { bodyOf, draftOf, isWhole, type Draft } from "./draft";
import { newestOf, usePromotion, type Choices, type Kind, type Promotion } from "./queries";
import { Limits } from "./promotion-limits";
import { texts } from "./texts";
import { daysOf, gives, rulesOf } from "./words";

const words = texts.form;

interface Props { known?: Promotion; choices: Choices; today: string; currency: string; onDone: () => void }

export function PromotionForm({ known, choices, today, currency, onDone }: Props) {
  const [draft, setDraft] = useState(() => draftOf(known, today, currency));
  const save = usePromotion(known);
  const newest = newestOf(save.error);
  const wrong = wrongFields(save.error);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const write = (version: number) =>
    save.mutate({ body: bodyOf(draft, currency, (newest ?? known)?.active ?? true), version }, { onSuccess: () => { onDone(); said(texts.saved(draft.name.trim())); } });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isWhole(draft)) write((newest ?? known)?.version ?? 0);
  };
  const part = { draft, wrong, onChange: change };
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <TextInput label={words.name} description={words.nameMore} error={wrong.name} value={draft.name} maxLength={60} required size="md" data-autofocus onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
      <Gives {...part} />
      <How {...part} />
      <Limits {...part} choices={choices} />
      {newest && <Faster newest={newest} choices={choices} onTheirs={() => { setDraft(draftOf(newest, today, currency)); save.reset(); }} />}
      {save.error && !newest && Object.keys(wrong).length === 0 && <Trouble error={save.error} />}
      <Actions>
        <Button type="submit" size="md" disabled={!isWhole(draft)} loading={save.isPending}>{newest ? texts.writeMine : texts.save}</Button>
      </Actions>
    </Stack>
  );
}

function Gives({ draft, wrong, onChange }: Part) {
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
      <NativeSelect label={words.kind} size="md" data={kinds} value={draft.kind} onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as Kind })} />
      {draft.kind === "percent" && <Count label={words.percent} value={draft.percent} required error={wrong.percent ?? (Number(draft.percent) > 100 ? words.percentWrong : undefined)} onChange={(percent) => onChange({ percent })} />}
      {draft.kind === "amount" && <Amount label={words.amount} value={draft.amount} required error={wrong.amount} onChange={(amount) => onChange({ amount })} />}
      {draft.kind === "buy_x" && (
        <Group grow align="flex-start">
          <Count label={words.buy} value={draft.buy} required error={wrong.buy} onChange={(buy) => onChange({ buy })} />
          <Count label={words.get} description={words.getMore} value={draft.get} required error={wrong.get} onChange={(get) => onChange({ get })} />
        </Group>
      )}
    </SimpleGrid>
  );
}

function How({ draft, wrong, onChange }: Part) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
      <div>
        <Text id="promotion-how" size="md" fw={500}>{words.how}</Text>
        <SegmentedControl aria-labelledby="promotion-how" size="md" fullWidth value={draft.byCode ? "code" : "itself"} onChange={(how) => onChange({ byCode: how === "code" })} data={[{ value: "code", label: words.byCode }, { value: "itself", label: words.byItself }]} />
      </div>
      {draft.byCode && <TextInput label={words.code} description={words.codeMore} inputWrapperOrder={["label", "input", "description", "error"]} error={wrong.code} value={draft.code} maxLength={40} required size="md" autoComplete="off" spellCheck={false} onChange={({ currentTarget }) => onChange({ code: currentTarget.value.toUpperCase() })} />}
    </SimpleGrid>
  );
}

function Faster({ newest, choices, onTheirs }: { newest: Promotion; choices: Choices; onTheirs: () => void }) {
  const theirs = [newest.name, gives(newest), newest.code, daysOf(newest), ...rulesOf(newest, choices)].filter(Boolean).join(" · ");
  return (
    <Alert color="pollen" role="alert" title={texts.conflict}>
      <Stack gap="sm" align="flex-start">
        <Text size="md">{texts.conflictMore(theirs)}</Text>
        <Button variant="default" size="md" onClick={onTheirs}>{texts.takeTheirs}</Button>
      </Stack>
    </Alert>
  );
}

/** The server's words beside the field that they are about. */
function wrongFields(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  if (error.code === "code_taken") return { code: error.message };
  return Object.fromEntries((error.extras.errors ?? []).map(({ path, message }) => [path.split(".")[0] ?? "", message.replace(/^Value error, /, "")]));
}
