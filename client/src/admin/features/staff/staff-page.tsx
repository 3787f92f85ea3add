/** Who works here: roles, logins on and off, invitations. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide";
import { useState } from "react";
import { Icon } from "@/admin/ui/icon";
import { InviteDialog } from "./invite-dialog";
import { PersonRow } from "./person-row";
import { staffQuery } from "./queries";
import { texts } from "./texts";

export default function StaffPage() {
  const { data } = useSuspenseQuery(staffQuery);
  const [inviting, setInviting] = useState(false);
  return (
    <Stack gap="lg" maw={880}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.7">{texts.lead}</Text>
        </div>
        <Button size="md" leftSection={<Icon of={UserPlus} size={18} />} onClick={() => setInviting(true)}>{texts.invite}</Button>
      </Group>
      <Stack component="ul" aria-label={texts.people} gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {data.items.map((person) => (
          <li key={person.id}><PersonRow person={person} /></li>
        ))}
      </Stack>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Stack>
  );
}
