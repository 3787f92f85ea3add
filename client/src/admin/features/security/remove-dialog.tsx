import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { useRemove } from "./queries";
import { texts } from "./texts";

interface Entry { password: string; code: string }

/** Where a role needs a second factor the server refuses, and says so. */
export function RemoveDialog({ onClose }: { onClose: () => void }) {
  const remove = useRemove();
  const aboutPassword = wordsIf(remove.error, "password_refused");
  const aboutCode = wordsIf(remove.error, "totp_refused", "code_refused");
  return (
    <Dialog title={texts.remove} onClose={onClose} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { password, code } = Object.fromEntries(new FormData(event.currentTarget)) as unknown as Entry;
          remove.mutate({ password, code: code.trim() }, { onSuccess: () => { onClose(); said(texts.removed); } });
        }}
      >
        <Stack gap="md">
          <Text>{texts.removeMeans}</Text>
          {remove.error && !aboutPassword && !aboutCode && <Trouble error={remove.error} />}
          <PasswordInput name="password" label={texts.password} error={aboutPassword} autoComplete="current-password" size="md" required />
          <TextInput name="code" label={texts.currentCode} error={aboutCode} inputMode="numeric" autoComplete="one-time-code" size="md" required />
          <Actions>
            <Button variant="subtle" onClick={onClose}>{texts.cancel}</Button>
            <Button type="submit" loading={remove.isPending}>{texts.remove}</Button>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  );
}
