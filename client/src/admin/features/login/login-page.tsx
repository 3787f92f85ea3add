/** The door of the back office. */
import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";
import { Navigate, useLocation } from "react-router";
import { useLogin } from "@/admin/lib/me";
import { meQuery } from "@/lib/questions/me";
import { Trouble } from "@/admin/ui/faces";
import { texts } from "./texts";

interface Entry { email: string; password: string }

export default function LoginPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { state } = useLocation() as { state: { from?: string } | null };
  const { enter } = useLogin();
  const login = useMutation({ mutationFn: ({ email, password }: Entry) => enter(email, password) });

  if (me) return <Navigate to={state?.from ?? "/"} replace />;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    login.mutate(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Entry);
  }
  return (
    <Center component="main" mih="100svh" px="md">
      <Paper component="form" onSubmit={submit} w="100%" maw={400} p="xl" radius="lg" shadow="sm" bg="white">
        <Stack gap="md">
          <div>
            <Text ff="heading" size="xl" c="green.7">Posy</Text>
            <Title order={1} mt="xs">{texts.title}</Title>
            <Text c="gray.6">{texts.lead}</Text>
          </div>
          {login.error && <Trouble error={login.error} />}
          <TextInput name="email" type="email" label={texts.email} autoComplete="username" required size="md" />
          <PasswordInput name="password" label={texts.password} autoComplete="current-password" required size="md" />
          <Button type="submit" size="md" loading={login.isPending}>{texts.enter}</Button>
        </Stack>
      </Paper>
    </Center>
  );
}
