import { Group, NativeSelect, Radio, SimpleGrid, Text, TextInput } from "@mantine/core";
import type { OrderBody, Payment } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

/** How it is paid and until when, as the page holds it; `due` is an hour on the shop's wall, empty for the usual one. */
export interface Paying { payment: Payment; due: string; substitution: OrderBody["substitution"] }

const PAYMENTS: Payment[] = ["link", "cash", "card", "account"];

interface Props { paying: Paying; today: string; noEmail: boolean; error: unknown; onChange: (part: Partial<Paying>) => void }

export function Pay({ paying: { payment, due, substitution }, today, noEmail, error, onChange }: Props) {
  return (
    <Section title={texts.pay} error={error}>
      <Radio.Group aria-label={texts.pay} value={payment} onChange={(to) => onChange({ payment: to })}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          {PAYMENTS.map((each) => (
            <Radio.Card key={each} value={each} p="md" radius="md" withBorder>
              <Group wrap="nowrap" align="flex-start">
                <Radio.Indicator size="md" />
                <div>
                  <Text fw={550}>{texts.payments[each].label}</Text>
                  <Text size="sm" c="gray.7">{each === "link" && noEmail ? texts.needsEmail : texts.payments[each].detail}</Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
        {(payment === "link" || payment === "account") && (
          <TextInput type="datetime-local" label={texts.due} description={texts.dueMore[payment]} inputWrapperOrder={["label", "input", "description", "error"]} size="md" min={`${today}T00:00`} value={due} onChange={({ currentTarget }) => onChange({ due: currentTarget.value })} />
        )}
        <NativeSelect label={texts.substitution} size="md" value={substitution} data={Object.entries(texts.substitutions).map(([value, label]) => ({ value, label }))} onChange={({ currentTarget }) => onChange({ substitution: currentTarget.value as Paying["substitution"] })} />
      </SimpleGrid>
    </Section>
  );
}
