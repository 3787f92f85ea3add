import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { formatInstant } from "@/lib/dates";
import { Link } from "@/admin/ui/link";
import { complained, said } from "@/admin/ui/said";
import { StatusBadge } from "@/admin/ui/status-badge";
import { useResend, type OutboxLetter } from "./queries";
import { outboxTexts as texts } from "./texts";

/** One letter: what it is, to whom, what went wrong, and once more if it did. */
export function LetterRow({ letter, timeZone }: { letter: OutboxLetter; timeZone: string }) {
  const resend = useResend();
  const { label, recipient, number, attempts, trouble, error } = letter;
  return (
    <Paper p="md" radius="lg" bg="white" shadow="xs">
      <Group justify="space-between" gap="md" align="flex-start">
        <Stack gap={2} miw={220} flex="1 1 300px">
          <Group gap="sm">
            <Text fw={550}>{label}</Text>
            <StatusBadge status={letter.status} />
          </Group>
          <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{recipient ? texts.to(recipient) : texts.nobody}</Text>
          <Text size="sm" c="gray.7">
            {formatInstant(letter.sent_at ?? letter.created_at, timeZone)} · {texts.tries(attempts)}
            {number && <> · <Link to={`/orders/${number}`} size="sm" c="green.8" underline="always">{texts.order(number)}</Link></>}
          </Text>
          {trouble && <Text size="sm" fw={550} c="petal.7" mt={4}>{trouble}</Text>}
          {error && <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{error}</Text>}
        </Stack>
        {letter.can_resend && (
          <Button variant="default" size="md" aria-label={texts.resendOf(label, recipient)} loading={resend.isPending} onClick={() => resend.mutate(letter, { onSuccess: () => said(texts.resent), onError: complained })}>
            {texts.resend}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
