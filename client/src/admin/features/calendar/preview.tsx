/** What somebody with this ZIP code is offered on a day: the very answer that the shop gives. */
import { Badge, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { formatMoney } from "@/lib/money";
import { previewQuery } from "./queries";
import { texts } from "./texts";

const WHOLE = /^(\d{5})?$/;

export function Preview({ today }: { today: string }) {
  const [date, setDate] = useState(today);
  const [postcode, setPostcode] = useState("");
  const whole = WHOLE.test(postcode);
  return (
    <Paper withBorder component="section" aria-labelledby="preview" p="lg" radius="lg" bg="white">
      <Stack>
        <Title id="preview" order={2} size="h3">{texts.preview}</Title>
        <Group grow align="flex-start">
          <TextInput type="date" label={texts.day} value={date} min={today} size="md" onChange={({ currentTarget }) => { if (currentTarget.value) setDate(currentTarget.value); }} />
          <TextInput label={texts.postcode} description={texts.postcodeMore} inputWrapperOrder={["label", "input", "description"]} inputMode="numeric" maxLength={5} value={postcode} size="md" onChange={({ currentTarget }) => setPostcode(currentTarget.value.trim())} />
        </Group>
        {whole && <Answer key={`${date} ${postcode}`} date={date} postcode={postcode} />}
      </Stack>
    </Paper>
  );
}

function Answer({ date, postcode }: { date: string; postcode: string }) {
  const { data, error } = useQuery(previewQuery(date, postcode));
  if (error && !data) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  return (
    <Stack gap="sm" aria-live="polite">
      <Text c="gray.6">{data.zone ?? texts.collection}</Text>
      {data.slots.length === 0 && <Text>{texts.noSlots}</Text>}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }}>
        {data.slots.map((slot) => (
          <Group key={slot.id} component="li" justify="space-between" align="flex-start" wrap="nowrap">
            <div>
              <Text fw={550} c={slot.available ? undefined : "gray.6"}>{slot.label}</Text>
              <Text size="sm" c={slot.available ? "gray.6" : "petal.8"}>{slot.available ? texts.places(slot.places_left) : slot.reasons.map(({ message }) => message).join(" ")}</Text>
            </div>
            {slot.available ? <Text>{formatMoney(slot.fee)}</Text> : <Badge variant="light" color="petal" c="petal.8" tt="none" flex="none">{texts.closed}</Badge>}
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}
