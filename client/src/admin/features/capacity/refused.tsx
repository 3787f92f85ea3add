/** A reduction that was refused: why, and the way on where it has happened all the same. */
import { Alert, Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { isProblem } from "@/lib/api/problem";
import { texts } from "./texts";

/** `now`: what is there since somebody else was faster. */
interface Props { error: Error; now: string; pending: boolean; onFact: (reason: string) => void }

export function Refused({ error, now, pending, onFact }: Props) {
  const [reason, setReason] = useState("");
  if (isProblem(error, "version_conflict")) return <Alert color="pollen" role="alert">{texts.conflict(now)}</Alert>;
  if (!isProblem(error, "below_reserved")) return <Trouble error={error} />;
  const { kind = "", reserved = 0 } = error.extras;
  return (
    <Alert color="petal" role="alert" title={kind === "slot_stops" ? texts.refusedPlaces(reserved) : texts.refusedMinutes(kind, reserved)}>
      <Stack gap="sm">
        <Text size="sm"><strong>{texts.isFact}</strong> {texts.isFactMore}</Text>
        <ReasonField label={texts.whyFact} usual={texts.usualFacts} value={reason} onChange={setReason} />
        <Button h={48} color="petal" disabled={!reason.trim()} loading={pending} onClick={() => onFact(reason)}>{texts.itIsAFact}</Button>
      </Stack>
    </Alert>
  );
}
