import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { mine } from "@/lib/mine";
import { Dialog } from "@/admin/ui/dialog";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { formatInstant } from "@/lib/dates";
import type { Run } from "./queries";
import { texts } from "./texts";

/** The link for the driver's phone, to copy or to hand to another program of this device. */
export function LinkDialog({ run, timeZone, onClose }: { run: Run; timeZone: string; onClose: () => void }) {
  const { data: link, error } = useQuery({
    queryKey: ["run-link", run.id],
    queryFn: () => mine.post("/api/admin/runs/{run_id}/link", { path: { run_id: run.id } }),
    staleTime: Infinity,
  });
  return (
    <Dialog title={texts.linkTitle(run.name)} onClose={onClose}>
      {error && <Trouble error={error} />}
      {!link && !error && <Waiting />}
      {link && (
        <Stack gap="md">
          <Text c="gray.8">{texts.linkMore(formatInstant(link.expires_at, timeZone))}</Text>
          <TextInput size="md" readOnly label={texts.linkLabel} value={link.url} onFocus={({ currentTarget }) => currentTarget.select()} />
          <Group gap="sm">
            <CopyButton value={link.url}>
              {({ copied, copy }) => <Button size="lg" onClick={copy}>{copied ? texts.copied : texts.copy}</Button>}
            </CopyButton>
            {"share" in navigator && <Button size="lg" variant="default" onClick={() => void navigator.share({ title: run.name, url: link.url }).catch(() => undefined)}>{texts.share}</Button>}
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
