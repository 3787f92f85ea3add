import { Center, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode, SyntheticEvent } from "react";

interface Props { title: string; lead: string; onSubmit?: (event: SyntheticEvent<HTMLFormElement>) => void; children: ReactNode }

/** A small form in the middle of an empty page: nothing else is seen before somebody is in. */
export function Doorstep({ title, lead, onSubmit, children }: Props) {
  const content = (
    <Stack gap="md">
      <div>
        <Text ff="heading" size="xl" c="green.7">Posy</Text>
        <Title order={1} mt="xs">{title}</Title>
        <Text c="gray.6">{lead}</Text>
      </div>
      {children}
    </Stack>
  );
  return (
    <Center component="main" mih="100svh" px="md">
      <Paper w="100%" maw={400} p="xl" radius="lg" shadow="sm" bg="white">
        {onSubmit ? <form onSubmit={onSubmit}>{content}</form> : content}
      </Paper>
    </Center>
  );
}
