import { Alert, Button, FileButton, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Camera } from "lucide";
import { useState } from "react";
import { usePicture } from "@/admin/lib/use-picture";
import { Icon } from "@/admin/ui/icon";
import type { Stop } from "./door";
import type { Outbox } from "./outbox";
import classes from "./run.module.css";
import { texts } from "./texts";

interface Props { stop: Stop; outbox: Outbox; onClose: () => void }

/** A name or a photo; the deed is kept on the phone at once, and the next stop shown. */
export function HandOverForm({ stop, outbox, onClose }: Props) {
  const [name, setName] = useState("");
  const picture = usePicture();
  const keep = useMutation({
    networkMode: "always",
    mutationFn: () => outbox.add({ delivery_id: stop.delivery_id, name: stop.recipient_name, outcome: "delivered", received_by: name.trim(), reason: "" }, picture.small),
  });
  const enough = name.trim() !== "" || picture.small !== undefined;
  return (
    <Stack gap="md">
      <Title order={3}>{texts.handOver(stop.recipient_name)}</Title>
      <Group gap="sm">
        <Button variant="default" size="md" onClick={() => setName(stop.recipient_name)}>{texts.recipient(stop.recipient_name)}</Button>
        {stop.safe_place && <Button variant="default" size="md" onClick={() => setName(texts.leftAt(stop.safe_place))}>{texts.leftAt(stop.safe_place)}</Button>}
      </Group>
      <TextInput size="lg" label={texts.who} maxLength={100} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      <FileButton accept="image/*" capture="environment" onChange={(file) => { if (file) picture.take(file); }}>
        {(props) => <Button {...props} size="lg" variant="default" leftSection={<Icon of={Camera} />} loading={picture.busy}>{picture.small ? texts.otherPhoto : texts.takePhoto}</Button>}
      </FileButton>
      {picture.address && <img className={classes.preview} src={picture.address} alt={texts.preview} />}
      {picture.failed && <Alert color="petal" role="alert">{texts.photoFailed}</Alert>}
      {keep.isError && <Alert color="petal" role="alert">{texts.notKept}</Alert>}
      {!enough && <Text size="sm" c="gray.7">{texts.needOne}</Text>}
      <Button size="xl" h={64} disabled={!enough} loading={keep.isPending} onClick={() => keep.mutate()}>{texts.confirm}</Button>
      <Button size="lg" variant="subtle" onClick={onClose}>{texts.back}</Button>
    </Stack>
  );
}
