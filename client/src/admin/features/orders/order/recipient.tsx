/** For whom, where to, and the words that go with it. */
import { Alert, Anchor, Paper, Stack, Text, Title } from "@mantine/core";
import { formatWallTime } from "@/lib/wall-time";
import { dialOf } from "@/lib/phone";
import { recipientTexts } from "@/admin/ui/recipient-texts";
import type { DeskDelivery } from "../queries";
import { orderTexts as texts } from "../texts";
import { Fact } from "./panel";

type Recipient = DeskDelivery["recipient"];

/** The lines of a postal address, without empty ones. */
export function addressOf({ line1, line2, city, region, postcode }: Recipient): string[] {
  const town = [city, [region, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [line1, line2, town].filter(Boolean);
}

export function Recipient({ delivery: { recipient, method } }: { delivery: DeskDelivery }) {
  const place = recipientTexts.places[recipient.kind_of_place];
  return (
    <Stack gap="sm">
      <Title order={3} size="h5" c="gray.7">{method === "collection" ? texts.collectedBy : texts.recipient}</Title>
      <div>
        <Text fw={550} size="lg">{recipient.name}</Text>
        {place && <Text>{place}</Text>}
        {method !== "collection" && addressOf(recipient).map((line) => <Text key={line}>{line}</Text>)}
        <Anchor href={dialOf(recipient.phone)} display="inline-block" py={6}>{recipient.phone}</Anchor>
      </div>
      {recipient.service_time && <Fact name={texts.service} tone="petal.7">{formatWallTime(recipient.service_time)}</Fact>}
      {recipient.anonymous_sender && <Alert color="petal" p="sm" c="petal.8">{texts.secret}</Alert>}
      <Fact name={texts.safePlace}>{recipient.safe_place}</Fact>
      <Fact name={texts.notes}>{recipient.notes}</Fact>
    </Stack>
  );
}

export function CardWords({ delivery }: { delivery: DeskDelivery }) {
  return (
    <Stack gap="sm">
      <Title order={3} size="h5" c="gray.7">{texts.card}</Title>
      {delivery.card_message ? (
        <Paper p="md" radius="md" bg="petal.1">
          <Text ff="heading" size="lg" fs="italic" style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{delivery.card_message}</Text>
        </Paper>
      ) : (
        <Text c="gray.6">{texts.noCard}</Text>
      )}
      <Fact name={texts.ribbon}>{delivery.recipient.ribbon_text}</Fact>
    </Stack>
  );
}
