/** What a page shows while it waits, when it failed, and when there is nothing. */
import { Alert, Button, Center, Loader, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { isProblem } from "@/lib/api/problem";
import { texts } from "./texts";

export function Waiting() {
  return (
    <Center mih="40vh" role="status" aria-label={texts.waiting}>
      <Loader />
    </Center>
  );
}

/** The server's own words for a refusal; anything else is ours to mend. */
export function wordsOf(error: unknown): string {
  return isProblem(error) ? error.detail || error.title : texts.broken;
}

/** What a field says under itself, when the refusal is about it. */
export function wordsIf(error: unknown, ...codes: string[]): string | undefined {
  return isProblem(error, ...codes) ? error.message : undefined;
}

export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Alert color="petal" role="alert" title={texts.trouble} my="md">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{wordsOf(error)}</Text>
        {onRetry && <Button size="xs" variant="default" onClick={onRetry}>{texts.retry}</Button>}
      </Stack>
    </Alert>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={64} px="md">
      <Title order={2} size="h3" ta="center">{title}</Title>
      {children && <Text c="gray.6" ta="center" maw={420}>{children}</Text>}
    </Stack>
  );
}
