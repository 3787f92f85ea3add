import { Paper, Stack, Title } from "@mantine/core";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { Trouble } from "@/admin/ui/faces";

/** One question of the page under its heading; what is refused about it comes into sight, wherever the page stands. */
export function Section({ title, error, children }: { title: string; error?: unknown; children: ReactNode }) {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (error) section.current?.scrollIntoView({ block: "center" });
  }, [error]);
  return (
    <Paper ref={section} component="section" aria-labelledby={id} p={{ base: "md", sm: "lg" }} radius="lg" bg="white" shadow="xs">
      <Stack gap="md">
        <Title id={id} order={2} size="h3">{title}</Title>
        {Boolean(error) && <Trouble error={error} />}
        {children}
      </Stack>
    </Paper>
  );
}
