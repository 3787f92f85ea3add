import { Button, Group, Stack, Textarea, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Stop } from "./door";
import type { Outbox } from "./outbox";
import { texts } from "./texts";

const LONGEST = 300;

interface Props { stop: Stop; outbox: Outbox; onClose: () => void }

export function FailedForm({ stop, outbox, onClose }: Props) {
  const [reason, setReason] = useState("");
  const keep = useMutation({
    networkMode: "always",
    mutationFn: () => outbox.add({ delivery_id: stop.delivery_id, name: stop.recipient_name, outcome: "failed", received_by: "", reason: reason.trim() }),
  });
  return (
    <Stack gap="md">
      <Title order={3}>{texts.failedTitle(stop.recipient_name)}</Title>
      <Group gap="sm">
        {texts.reasons.map((each) => <Button key={each} variant="default" size="md" onClick={() => setReason(each)}>{each}</Button>)}
      </Group>
      <Textarea size="lg" label={texts.why} autosize minRows={2} maxLength={LONGEST} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
      <Button size="xl" h={64} color="petal.7" disabled={!reason.trim()} loading={keep.isPending} onClick={() => keep.mutate()}>{texts.confirmFailed}</Button>
      <Button size="lg" variant="subtle" onClick={onClose}>{texts.back}</Button>
    </Stack>
  );
}
