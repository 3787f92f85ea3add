/** An invitation's letter leads here: its link carries the secret behind the #, and a password makes it a login. */
import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useLocation } from "react-router";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { Trouble, wordsIf } from "@/admin/ui/faces";
import { Doorstep } from "./doorstep";
import { welcomeTexts as texts } from "./texts";

const SHORTEST = 8;

export default function WelcomePage() {
  const token = useLocation().hash.slice(1);
  const [short, setShort] = useState(false);
  const accept = useMutation({ mutationFn: (password: string) => api.post("/api/auth/invitation", { body: { token, password } }) });
  const weak = wordsIf(accept.error, "weak_password");

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const { password = "" } = Object.fromEntries(new FormData(event.currentTarget)) as { password?: string };
    setShort(password.length < SHORTEST);
    if (password.length >= SHORTEST) accept.mutate(password);
  }
  if (token === "" || isProblem(accept.error, "link_over")) return <Doorstep title={texts.overTitle} lead={texts.over}>{null}</Doorstep>;
  if (accept.isSuccess) {
    return (
      <Doorstep title={texts.doneTitle} lead={texts.done}>
        <Button component="a" href="/admin/login" size="md">{texts.login}</Button>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={texts.title} lead={texts.lead} onSubmit={submit}>
      {accept.error && !weak && <Trouble error={accept.error} />}
      <PasswordInput
        name="password"
        label={texts.password}
        description={texts.hint}
        error={short ? texts.short : weak}
        autoComplete="new-password"
        size="md"
        required
      />
      <Button type="submit" size="md" loading={accept.isPending}>{texts.go}</Button>
    </Doorstep>
  );
}
