import { Button, Radio, Stack, TextInput } from "@mantine/core";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { useInvite, type Invitation, type StaffRole } from "./queries";
import { texts } from "./texts";

const ROLES: StaffRole[] = ["florist", "driver", "manager", "owner"];

/** Name, address and role; a letter with a link does the rest. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const aboutEmail = wordsIf(invite.error, "account_exists");
  return (
    <Dialog title={texts.inviteTitle} onClose={onClose} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const entry = Object.fromEntries(new FormData(event.currentTarget)) as unknown as Invitation;
          invite.mutate(entry, { onSuccess: () => { onClose(); said(texts.sent(entry.email)); } });
        }}
      >
        <Stack gap="md">
          {invite.error && !aboutEmail && <Trouble error={invite.error} />}
          <TextInput name="name" label={texts.name} autoComplete="off" size="md" required />
          <TextInput name="email" type="email" label={texts.email} error={aboutEmail} autoComplete="off" size="md" required />
          <Radio.Group name="role" label={texts.role} defaultValue="florist" size="md">
            <Stack gap="xs" mt="xs">
              {ROLES.map((role) => (
                <Radio key={role} value={role} label={texts.roles[role]} description={texts.roleMeans[role]} size="md" />
              ))}
            </Stack>
          </Radio.Group>
          <Actions>
            <Button variant="subtle" onClick={onClose}>{texts.cancel}</Button>
            <Button type="submit" loading={invite.isPending}>{texts.send}</Button>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  );
}
