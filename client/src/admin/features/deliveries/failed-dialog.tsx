import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Work } from "@/admin/lib/work";
import { Dialog } from "@/admin/ui/dialog";
import { useMoves } from "@/admin/ui/moves";
import { texts } from "./texts";

const LONGEST = 300;

export function FailedDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const moves = useMoves();
  return (
    <Dialog title={texts.failedTitle(work.recipient_name)} onClose={onClose}>
      <Stack gap="md">
        <Group gap="sm">
          {texts.reasons.map((each) => <Button key={each} variant="default" size="md" onClick={() => setReason(each)}>{each}</Button>)}
        </Group>
        <Textarea size="md" label={texts.why} autosize minRows={2} maxLength={LONGEST} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} data-autofocus />
        <Button size="lg" color="petal.7" disabled={!reason.trim()} loading={moves.busy} onClick={() => moves.one({ work, to: "failed", said: { reason } }, onClose)}>{texts.reportFailed}</Button>
      </Stack>
    </Dialog>
  );
}
