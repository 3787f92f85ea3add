import { Badge, Button, Group, NativeSelect, Paper, Stack, Text } from "@mantine/core";
import { useMe } from "@/admin/lib/me";
import { complained, said } from "@/admin/ui/said";
import { useChangePerson, useInviteAgain, type Person, type StaffRole } from "./queries";
import { texts } from "./texts";

const ROLES = Object.entries(texts.roles).map(([value, label]) => ({ value, label }));

/** One person; what is done to her can be taken back. */
export function PersonRow({ person }: { person: Person }) {
  const { name, email, role, active } = person;
  const me = useMe();
  const change = useChangePerson();
  const give = (next: StaffRole) =>
    change.mutate({ person, role: next }, {
      onSuccess: (after) => said(texts.changed(name, texts.roles[next]), () => change.mutate({ person: after, role }, { onError: complained })),
      onError: complained,
    });
  return (
    <Paper p="md" radius="lg" bg="white" shadow="xs">
      <Group justify="space-between" gap="md">
        <Stack gap={2} miw={220} style={{ flexGrow: 1 }}>
          <Text fw={550}>
            {name} {email === me.email && <Text span c="gray.6" fw={400}>({texts.you})</Text>}
          </Text>
          <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{email}</Text>
          <Marks person={person} />
        </Stack>
        <Group gap="sm">
          <NativeSelect
            aria-label={texts.roleOf(name)}
            data={ROLES}
            value={change.isPending ? (change.variables.role ?? role) : role}
            disabled={!active || email === me.email}
            onChange={({ currentTarget }) => give(currentTarget.value as StaffRole)}
            size="md"
          />
          {email !== me.email && <Deeds person={person} change={change} />}
        </Group>
      </Group>
    </Paper>
  );
}

function Marks({ person: { active, invited, has_totp } }: { person: Person }) {
  return (
    <Group gap="xs" mt={4}>
      {!active && <Badge tt="none" color="gray.7">{texts.off}</Badge>}
      {active && invited && <Badge tt="none" color="pollen.7">{texts.invited}</Badge>}
      {active && !invited && <Badge tt="none" color={has_totp ? "green.7" : "gray.6"} variant={has_totp ? "filled" : "outline"}>{has_totp ? texts.factor : texts.noFactor}</Badge>}
    </Group>
  );
}

function Deeds({ person, change }: { person: Person; change: ReturnType<typeof useChangePerson> }) {
  const { name, email, active, invited } = person;
  const again = useInviteAgain();
  const turn = () =>
    change.mutate({ person, active: !active }, {
      onSuccess: (after) => said((active ? texts.disabled : texts.enabled)(name), () => change.mutate({ person: after, active }, { onError: complained })),
      onError: complained,
    });
  return (
    <>
      {active && invited && (
        <Button variant="default" size="md" aria-label={texts.againFor(name)} loading={again.isPending} onClick={() => again.mutate(person, { onSuccess: () => said(texts.sent(email)), onError: complained })}>
          {texts.again}
        </Button>
      )}
      <Button variant="subtle" size="md" aria-label={(active ? texts.disableOf : texts.enableOf)(name)} loading={change.isPending && change.variables.active !== undefined} onClick={turn}>
        {active ? texts.disable : texts.enable}
      </Button>
    </>
  );
}
