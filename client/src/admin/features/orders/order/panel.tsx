import { Paper, Stack, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

/** A part of the page under its own heading. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: "md", md: "lg" }} radius="lg" bg="white" shadow="xs">
      <Stack gap="sm">
        <Title id={id} order={2} size="h4">{title}</Title>
        {children}
      </Stack>
    </Paper>
  );
}

/** A fact with its name above it; nothing where there is nothing to tell. */
export function Fact({ name, children, tone }: { name: string; children: ReactNode; tone?: string }) {
  if (!children) return null;
  return (
    <div>
      <Text size="sm" c={tone ?? "gray.6"} fw={550}>{name}</Text>
      <Text component="div" style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{children}</Text>
    </div>
  );
}
