import { Paper, Stack, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { Trouble } from "@/admin/ui/faces";

/** One question of the page under its heading, with what was refused about it. */
export function Section({ title, error, children }: { title: string; error?: unknown; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: "md", sm: "lg" }} radius="lg" bg="white" shadow="xs">
      <Stack gap="md">
        <Title id={id} order={2} size="h3">{title}</Title>
        {Boolean(error) && <Trouble error={error} />}
        {children}
      </Stack>
    </Paper>
  );
}
