import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Conflicts } from "./conflicts";
import { useCallOff, type Conflict, type Purchase } from "./queries";
import { texts } from "./texts";

/** Asks once more: an order that was called off does not come back. */
export function CallOffPanel({ order, onDone }: { order: Purchase; onDone: () => void }) {
  const callOff = useCallOff();
  const [hit, setHit] = useState<Conflict[]>([]);
  if (hit.length > 0) return <Conflicts conflicts={hit} onDone={onDone} />;
  const now = () => callOff.mutate(order, { onSuccess: ({ conflicts }) => { said(texts.calledOff); if (conflicts.length > 0) setHit(conflicts); else onDone(); } });
  return (
    <Stack>
      <Text>{texts.callOffMore}</Text>
      {callOff.error && <Trouble error={callOff.error} />}
      <Group grow>
        <Button variant="default" h={52} data-autofocus onClick={onDone}>{texts.keep}</Button>
        <Button color="petal" h={52} loading={callOff.isPending} onClick={now}>{texts.callOff}</Button>
      </Group>
    </Stack>
  );
}
