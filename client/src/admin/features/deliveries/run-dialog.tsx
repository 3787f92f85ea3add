import { Alert, Button, Divider, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "@/admin/ui/dialog";
import { wordsOf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { useChangeRun, useEndRun, type Run } from "./queries";
import { texts } from "./texts";

export function RunDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const [name, setName] = useState(run.name);
  const change = useChangeRun();
  const end = useEndRun();
  const error = change.error ?? end.error;
  return (
    <Dialog title={run.name} onClose={onClose}>
      <Stack gap="md">
        {error && <Alert color="petal" role="alert">{wordsOf(error)}</Alert>}
        <TextInput size="md" label={texts.rename} maxLength={60} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
        <Button size="md" disabled={!name.trim()} loading={change.isPending} onClick={() => change.mutate({ run, name, driverId: run.driver?.id ?? null }, { onSuccess: onClose })}>{texts.save}</Button>
        <Divider />
        <Text size="sm" c="gray.8">{texts.endRunMore}</Text>
        <Button size="md" variant="default" c="petal.8" loading={end.isPending} onClick={() => end.mutate(run, { onSuccess: () => { said(texts.ended(run.name)); onClose(); } })}>{texts.endRun}</Button>
      </Stack>
    </Dialog>
  );
}
