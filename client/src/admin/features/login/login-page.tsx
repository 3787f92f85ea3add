/** The door of the back office. Who has a second factor is asked for its code once the password is right. */
import { Anchor, Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef, type SyntheticEvent } from "react";
import { Navigate, useLocation } from "react-router";
import { isProblem } from "@/lib/api/problem";
import { links } from "@/lib/links";
import { meQuery } from "@/lib/questions/me";
import { useLogin } from "@/admin/lib/me";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { Doorstep } from "./doorstep";
import { texts } from "./texts";

const SECOND = ["totp_required", "totp_refused"];

interface Entry { email: string; password: string; totp?: string }

export default function LoginPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { state } = useLocation() as { state: { from?: string } | null };
  const { enter } = useLogin();
  const login = useMutation({ mutationFn: enter });
  const refused = wordsIf(login.error, "totp_refused");
  const second = isProblem(login.error, ...SECOND) || login.variables?.totp !== undefined;

  const trouble = isProblem(login.error, ...SECOND) ? null : login.error;

  if (me) return <Navigate to={state?.from ?? "/"} replace />;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const { totp = "", ...entry } = Object.fromEntries(new FormData(event.currentTarget)) as unknown as Entry;
    login.mutate({ ...entry, ...(totp.trim() && { totp: totp.trim() }) });
  }
  return (
    <Doorstep title={texts.title} lead={texts.lead} onSubmit={submit}>
      {trouble && <Trouble error={trouble} />}
      <TextInput name="email" type="email" label={texts.email} autoComplete="username" required size="md" />
      <PasswordInput name="password" label={texts.password} autoComplete="current-password" required size="md" />
      {second && <SecondFactor error={refused} />}
      <Button type="submit" size="md" loading={login.isPending}>{texts.enter}</Button>
      <Anchor href={links.account("forgot")} size="sm" c="gray.7">{texts.forgot}</Anchor>
    </Doorstep>
  );
}

/** It appears because the password was right, and is all that is left to do: so it takes the focus. */
function SecondFactor({ error }: { error: string | undefined }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      ref={field}
      name="totp"
      label={texts.totp}
      description={texts.totpHint}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      size="md"
      required
    />
  );
}
