import { Alert, Button, FileButton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Camera } from "lucide";
import { useState } from "react";
import { keepPhoto } from "@/admin/lib/photos";
import { usePicture } from "@/admin/lib/use-picture";
import type { Work } from "@/admin/lib/work";
import { Dialog } from "@/admin/ui/dialog";
import { wordsOf } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { useMoves } from "@/admin/ui/moves";
import classes from "./deliveries.module.css";
import { texts } from "./texts";

/** Who took it, or a photo of where it is; the photo is kept before the step that it proves. */
export function HandOverDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const [name, setName] = useState("");
  const moves = useMoves();
  const picture = usePicture();
  const send = useMutation({
    mutationFn: async () => (picture.small ? (await keepPhoto(work.id, picture.small)).id : null),
    onSuccess: (photo_id) => moves.one({ work, to: "delivered", said: { received_by: name, photo_id } }, onClose),
  });
  return (
    <Dialog title={texts.handOver(work.recipient_name)} onClose={onClose}>
      <Stack gap="md">
        <TextInput size="md" label={texts.who} maxLength={100} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
        <FileButton accept="image/*" onChange={(file) => { if (file) picture.take(file); }}>
          {(props) => <Button {...props} size="md" variant="default" leftSection={<Icon of={Camera} />} loading={picture.busy}>{picture.small ? texts.otherPhoto : texts.takePhoto}</Button>}
        </FileButton>
        {picture.address && <img className={classes.preview} src={picture.address} alt={texts.preview} />}
        {picture.failed && <Alert color="petal" role="alert">{texts.photoFailed}</Alert>}
        {send.error && <Alert color="petal" role="alert">{wordsOf(send.error)}</Alert>}
        {!name.trim() && !picture.small && <Text size="sm" c="gray.7">{texts.needOne}</Text>}
        <Button size="lg" disabled={!name.trim() && !picture.small} loading={send.isPending || moves.busy} onClick={() => send.mutate()}>{texts.delivered}</Button>
      </Stack>
    </Dialog>
  );
}
