import { ActionIcon, Button, Text } from "@mantine/core";
import { X } from "lucide";
import { useState } from "react";
import { formatTime } from "@/admin/lib/time";
import type { Work } from "@/admin/lib/work";
import { Icon } from "@/admin/ui/icon";
import { useMoves } from "@/admin/ui/moves";
import { StatusBadge } from "@/admin/ui/status-badge";
import { AgainDialog } from "./again-dialog";
import { FailedDialog } from "./failed-dialog";
import { HandOverDialog } from "./hand-over-dialog";
import { PhotoDialog } from "./photo-dialog";
import { texts } from "./texts";

type Opened = "hand-over" | "failed" | "again" | "photo" | null;

/** How a stop stands, and what may be done with it next. */
export function StopDeeds({ work, timeZone, onTakeOff }: { work: Work; timeZone: string; onTakeOff: () => void }) {
  const [opened, setOpened] = useState<Opened>(null);
  return (
    <>
      <StatusBadge status={work.status} />
      <Next work={work} onOpen={setOpened} />
      {work.proof && <Proved proof={work.proof} timeZone={timeZone} onPhoto={() => setOpened("photo")} />}
      {work.failed_reason && <Text size="sm" c="petal.8">{work.failed_reason}</Text>}
      {work.status.code !== "delivered" && (
        <ActionIcon ml="auto" variant="subtle" color="gray.8" size={44} aria-label={texts.takeOff(work.recipient_name)} onClick={onTakeOff}><Icon of={X} /></ActionIcon>
      )}
      <Opening opened={opened} work={work} onClose={() => setOpened(null)} />
    </>
  );
}

function Opening({ opened, work, onClose }: { opened: Opened; work: Work; onClose: () => void }) {
  if (opened === "hand-over") return <HandOverDialog work={work} onClose={onClose} />;
  if (opened === "failed") return <FailedDialog work={work} onClose={onClose} />;
  if (opened === "again") return <AgainDialog work={work} onClose={onClose} />;
  return opened === "photo" && work.proof?.photo_id ? <PhotoDialog photoId={work.proof.photo_id} onClose={onClose} /> : null;
}

function Proved({ proof, timeZone, onPhoto }: { proof: NonNullable<Work["proof"]>; timeZone: string; onPhoto: () => void }) {
  return (
    <>
      <Text size="sm" c="gray.8">{[formatTime(proof.at, timeZone), proof.received_by && texts.receivedBy(proof.received_by)].filter(Boolean).join(" · ")}</Text>
      {proof.photo_id && <Button size="sm" variant="subtle" onClick={onPhoto}>{texts.photo}</Button>}
    </>
  );
}

function Next({ work, onOpen }: { work: Work; onOpen: (dialog: Opened) => void }) {
  const moves = useMoves();
  const code = work.status.code;
  if (code === "ready") return <Button size="sm" h={40} variant="default" disabled={moves.busy} onClick={() => moves.one({ work, to: "out_for_delivery" })}>{texts.out}</Button>;
  if (code === "failed") return <Button size="sm" h={40} onClick={() => onOpen("again")}>{texts.again}</Button>;
  if (code !== "out_for_delivery") return null;
  return (
    <>
      <Button size="sm" h={40} onClick={() => onOpen("hand-over")}>{texts.delivered}</Button>
      <Button size="sm" h={40} variant="default" onClick={() => onOpen("failed")}>{texts.failed}</Button>
      {work.undo_until && <Button size="sm" h={40} variant="subtle" onClick={() => moves.takeBack(work)}>{texts.undo}</Button>}
    </>
  );
}
