/** Who orders: found while one types, or somebody new. */
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { isProblem } from "@/lib/api/problem";
import { formatDay } from "@/lib/dates";
import { Trouble } from "@/admin/ui/faces";
import { Finder } from "@/admin/ui/finder";
import { buyerOf, newBuyer, type Buyer } from "./buyer";
import { customersQuery, type Customer } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

const PAUSE_MS = 200;
const NEW = "new";

interface Props { buyer: Buyer | null; byLink: boolean; error: unknown; onChange: (buyer: Buyer | null) => void }

export function Who({ buyer, byLink, error, onChange }: Props) {
  return (
    <Section title={texts.who} error={wrongIn(error) ? undefined : error}>
      {buyer ? <Details buyer={buyer} byLink={byLink} wrong={wrongIn(error) ?? {}} onChange={onChange} /> : <Lookup onChoose={onChange} />}
    </Section>
  );
}

function Lookup({ onChoose }: { onChoose: (buyer: Buyer) => void }) {
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const [asked] = useDebouncedValue(words, PAUSE_MS);
  const { data, error, isFetching } = useQuery(customersQuery(asked));
  const found = words.length > 1 ? (data?.items ?? []) : [];
  const options = found.map((customer, index) => ({ value: String(index), label: <Found customer={customer} /> }));
  const pick = (value: string) => {
    const customer = found[Number(value)];
    onChoose(value === NEW || !customer ? newBuyer(words) : buyerOf(customer));
  };
  return (
    <>
      <Finder
        label={texts.lookup}
        hint={texts.lookupHint}
        words={typed}
        options={words === "" ? [] : [...options, { value: NEW, label: <Text size="md">{texts.newCustomer(words)}</Text> }]}
        busy={isFetching}
        none=""
        onType={setTyped}
        onPick={pick}
      />
      {error && <Trouble error={error} />}
    </>
  );
}

function Found({ customer: { name, phone, email, orders, last_order_at } }: { customer: Customer }) {
  const times = [texts.orders(orders), last_order_at && texts.lastOn(formatDay(last_order_at.slice(0, 10), "leaf"))].filter(Boolean).join(", ");
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text size="md" fw={550}>{name}</Text>
        <Text size="sm" c="gray.7">{[phone, email].filter(Boolean).join(" · ")}</Text>
      </div>
      <Text size="sm" c="gray.7">{times}</Text>
    </Group>
  );
}

interface DetailsProps { buyer: Buyer; byLink: boolean; wrong: Partial<Record<string, string>>; onChange: (buyer: Buyer | null) => void }

function Details({ buyer, byLink, wrong, onChange }: DetailsProps) {
  const change = (part: Partial<Buyer>) => onChange({ ...buyer, ...part });
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "start" }}>
        <TextInput ref={first} label={texts.buyerName} error={wrong.name} value={buyer.name} required maxLength={120} size="md" autoComplete="off" onChange={({ currentTarget }) => change({ name: currentTarget.value })} />
        <TextInput label={texts.buyerPhone} error={wrong.phone} value={buyer.phone} required type="tel" maxLength={30} size="md" autoComplete="off" onChange={({ currentTarget }) => change({ phone: currentTarget.value })} />
        <TextInput label={texts.buyerEmail} error={wrong.email} description={byLink ? texts.emailForLink : texts.emailMore} inputWrapperOrder={["label", "input", "description", "error"]} required={byLink} value={buyer.email} type="email" maxLength={254} size="md" autoComplete="off" onChange={({ currentTarget }) => change({ email: currentTarget.value })} />
      </SimpleGrid>
      <Group justify="space-between">
        <Text size="sm" c="gray.7">{buyer.known ? texts.orders(buyer.known.orders) : ""}</Text>
        <Button variant="subtle" h={44} onClick={() => onChange(null)}>{texts.someoneElse}</Button>
      </Group>
    </Stack>
  );
}

/** What the server said of the buyer's fields; null where it is about something else. */
function wrongIn(error: unknown): Partial<Record<string, string>> | null {
  const about = isProblem(error, "validation") ? (error.extras.errors ?? []).filter(({ path }) => path.startsWith("buyer.")) : [];
  if (about.length === 0) return null;
  return Object.fromEntries(about.map(({ path, message }) => [path.slice("buyer.".length), message.replace(/^Value error, /, "")]));
}
