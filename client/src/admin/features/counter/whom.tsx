/** For whom: brought or collected, to somebody of before or somebody new, with the words on the card. */
import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { Check } from "lucide";
import { useState, type FocusEvent } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { DeliveryMethod } from "@/lib/api/types";
import { BLANK, entryOf, recipientOf, type Entry } from "@/admin/lib/recipient";
import { Icon } from "@/admin/ui/icon";
import { CardFields, RecipientFields, wrongIn, type Wrong } from "@/admin/ui/recipient-fields";
import { recipientTexts } from "@/admin/ui/recipient-texts";
import type { Buyer } from "./buyer";
import { useDelivery, type Customer, type DeskCart } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

type Known = Customer["recipients"][number];
interface Props { cart: DeskCart; buyer: Buyer | null; error: unknown }

export function Whom({ cart, buyer, error }: Props) {
  const write = useDelivery(cart);
  const [start, setStart] = useState<{ entry: Entry; time: number }>(() => ({ entry: begun(cart), time: 0 }));
  const [delivery] = cart.deliveries;
  const method = delivery?.method ?? "van";
  const wrong = wrongIn(write.error ?? error);
  const told = Object.keys(wrong).length > 0;
  const take = (entry: Entry) => {
    setStart({ entry, time: start.time + 1 });
    if (isWhole(entry, method)) write.mutate(wishOf(entry, method));
    else if (entry.postcode) write.mutate({ postcode: entry.postcode });
  };
  return (
    <Section title={texts.whom} error={told ? undefined : (error ?? write.error)}>
      <SegmentedControl aria-label={texts.method} size="md" value={method} onChange={(to) => write.mutate({ method: to })} data={[{ value: "van", label: texts.van }, { value: "collection", label: texts.collection }]} />
      <Before buyer={buyer} method={method} onTake={(known) => take({ ...BLANK, ...known, card_message: start.entry.card_message })} />
      <WhomForm
        key={`${start.time} ${method}`}
        entry={start.entry}
        method={method}
        limit={cart.card_message_limit}
        wrong={wrong}
        busy={write.isPending}
        taken={delivery?.recipient ? entryOf({ recipient: { ...delivery.recipient, postcode: delivery.postcode }, card_message: delivery.card_message }) : null}
        onPostcode={(postcode) => { if (postcode && postcode !== delivery?.postcode) write.mutate({ postcode }); }}
        onWrite={(entry) => write.mutate(wishOf(entry, method))}
      />
    </Section>
  );
}

/** What the cart has already, when the page takes it up again. */
function begun({ deliveries: [delivery] }: DeskCart): Entry {
  if (!delivery) return BLANK;
  const { recipient, postcode, card_message } = delivery;
  return recipient ? entryOf({ recipient: { ...recipient, postcode }, card_message }) : { ...BLANK, postcode: postcode ?? "", card_message };
}

function wishOf(entry: Entry, method: DeliveryMethod) {
  const place = method === "van" ? { postcode: entry.postcode.trim() } : {};
  return { ...place, recipient: recipientOf(entry), card_message: entry.card_message };
}

const isWhole = ({ name, phone, line1, city, postcode }: Entry, method: DeliveryMethod): boolean =>
  [name, phone, ...(method === "van" ? [line1, city, postcode] : [])].every((words) => words.trim() !== "");

/** Whom this customer has sent to, one press each; whoever collects is often herself. */
function Before({ buyer, method, onTake }: { buyer: Buyer | null; method: DeliveryMethod; onTake: (known: Partial<Entry>) => void }) {
  const recent = (buyer?.known?.recipients ?? []).filter((known) => known.method !== "collection");
  if (method === "collection" && buyer) {
    return <Button variant="default" h={44} style={{ alignSelf: "flex-start" }} onClick={() => onTake({ name: buyer.name, phone: buyer.phone })}>{texts.theBuyer}</Button>;
  }
  if (recent.length === 0 || method === "collection") return null;
  return (
    <Stack gap={6} role="group" aria-label={texts.recent}>
      <Text size="sm" c="gray.7" fw={550}>{texts.recent}</Text>
      <Group gap="xs">
        {recent.map((known, index) => (
          <Button key={index} variant="default" h="auto" mih={44} py={6} onClick={() => onTake(entryFrom(known))}>
            {texts.recentOne(known.recipient.name, known.recipient.line1)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** What belonged to that occasion alone does not come along. */
const entryFrom = ({ recipient }: Known): Partial<Entry> => ({ ...entryOf({ recipient, card_message: "" }), service_time: "", ribbon_text: "", anonymous_sender: false });

interface FormProps {
  entry: Entry;
  method: DeliveryMethod;
  limit: number;
  wrong: Wrong;
  busy: boolean;
  /** As the cart has it. */
  taken: Entry | null;
  onPostcode: (postcode: string) => void;
  onWrite: (entry: Entry) => void;
}

/** It is taken down with its button, and also when somebody goes on to the next question without having pressed it. */
function WhomForm({ entry, method, limit, wrong, busy, taken, onPostcode, onWrite }: FormProps) {
  const { register, handleSubmit, control, getValues } = useForm<Entry>({ defaultValues: entry });
  const draft = { ...entry, ...useWatch({ control }) };
  const same = taken !== null && isSame(draft, taken, method);
  const leave = (event: FocusEvent<HTMLElement>) => {
    const now = getValues();
    if (event.currentTarget.contains(event.relatedTarget) || busy) return;
    if (isWhole(now, method) && !(taken && isSame(now, taken, method))) onWrite(now);
  };
  return (
    <Stack component="form" gap="md" onBlur={leave} onSubmit={(event) => void handleSubmit(onWrite)(event)}>
      {method === "van" ? (
        <RecipientFields register={register} wrong={wrong} van onPostcode={onPostcode} />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={recipientTexts.name} size="md" required maxLength={120} error={wrong.name} {...register("name")} />
          <TextInput label={recipientTexts.phone} size="md" required type="tel" maxLength={30} error={wrong.phone} {...register("phone")} />
        </SimpleGrid>
      )}
      <CardFields register={register} wrong={wrong} card={draft.card_message} limit={limit} />
      <Group justify="space-between">
        <Group gap={6} c={same ? "green.7" : "gray.7"} role="status">
          {same && <Icon of={Check} size={18} />}
          <Text size="sm">{same ? texts.saved : texts.unsaved}</Text>
        </Group>
        <Button type="submit" variant="light" size="md" loading={busy} disabled={same}>{texts.saveRecipient}</Button>
      </Group>
    </Stack>
  );
}

function isSame(draft: Entry, taken: Entry, method: DeliveryMethod): boolean {
  const told = ({ postcode, ...rest }: Entry) => JSON.stringify([method === "van" && postcode.trim(), Object.entries(rest).sort(([a], [b]) => a.localeCompare(b))]);
  return told({ ...BLANK, ...pick(draft) }) === told({ ...BLANK, ...pick(taken) });
}

/** Only what the form holds. */
function pick(entry: Entry): Entry {
  const keys = Object.keys(BLANK) as (keyof Entry)[];
  return Object.fromEntries(keys.map((key) => [key, entry[key]])) as Entry;
}
