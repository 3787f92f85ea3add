import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { Deed, Outbox } from "./outbox";
import { texts } from "./texts";

interface Props { waiting: Deed[]; refused: Deed[]; outbox: Outbox }

/** What the shop has not heard yet, and what it would not take: nothing goes away without a word. */
export function OutboxPanel({ waiting, refused, outbox }: Props) {
  return (
    <>
      <div role="status">
        {waiting.length > 0 && (
          <Alert color="pollen" title={texts.waiting(waiting.length)}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{texts.waitingMore}</Text>
              <Button flex="none" size="md" variant="default" onClick={() => void outbox.send()}>{texts.sendNow}</Button>
            </Group>
          </Alert>
        )}
      </div>
      {refused.map((deed) => (
        <Alert key={deed.id} color="petal" role="alert" title={texts.refused(deed.name)}>
          <Stack gap="sm">
            <Text size="sm">{deed.refused}</Text>
            <Group gap="sm">
              <Button size="md" variant="default" onClick={() => void outbox.retry(deed.id)}>{texts.again}</Button>
              <Button size="md" variant="subtle" onClick={() => void outbox.forget(deed.id)}>{texts.giveUp}</Button>
            </Group>
          </Stack>
        </Alert>
      ))}
    </>
  );
}
