/** The second factor: switched on with an app, moved to another, switched off where the role allows it. */
import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useMe } from "@/admin/lib/me";
import { Enroll } from "./enroll";
import { RemoveDialog } from "./remove-dialog";
import { texts } from "./texts";

export default function SecurityPage() {
  const me = useMe();
  const [enrolling, setEnrolling] = useState(me.must_enroll);
  const [removing, setRemoving] = useState(false);
  return (
    <Stack maw={560} gap="lg">
      <Title order={1}>{texts.title}</Title>
      {me.must_enroll && <Alert color="pollen" title={texts.mustTitle}>{texts.must}</Alert>}
      <Paper component="section" aria-labelledby="factor" p={{ base: "md", md: "lg" }} radius="lg" bg="white" shadow="xs">
        <Stack gap="md">
          <Title id="factor" order={2} size="h3">{texts.factor}</Title>
          {enrolling ? (
            <Enroll has={me.has_totp} onDone={() => setEnrolling(false)} onCancel={me.must_enroll ? undefined : () => setEnrolling(false)} />
          ) : (
            <>
              <Text>{me.has_totp ? texts.on : texts.off}</Text>
              <Group>
                <Button onClick={() => setEnrolling(true)} variant={me.has_totp ? "default" : "filled"}>{me.has_totp ? texts.beginNew : texts.begin}</Button>
                {me.has_totp && <Button variant="subtle" onClick={() => setRemoving(true)}>{texts.remove}</Button>}
              </Group>
            </>
          )}
        </Stack>
      </Paper>
      {removing && <RemoveDialog onClose={() => setRemoving(false)} />}
    </Stack>
  );
}
