import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import * as z from "zod/mini";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { links } from "@/lib/links";
import { LinkButton } from "@/ui/button";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { newPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { doorTexts, formTexts } from "../texts";
import { Door } from "./door";

const texts = doorTexts.reset;
const schema = z.object({ password: newPassword });

/** The letter's link carries its secret behind the #, which no server and no log ever sees. */
export default function ResetPage() {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const token = hash.slice(1);
  const [done, setDone] = useState(false);
  const { field, submit, busy, trouble, error } = useSentForm({
    schema,
    start: { password: "" },
    send: ({ password }) => api.post("/api/auth/reset-password", { body: { token, password } }),
    onDone: () => {
      setDone(true);
      void navigate(pathname, { replace: true }); // what has been used up need not stand in the history
    },
  });
  if (done) {
    return (
      <Door title={texts.doneTitle} lead={texts.done}>
        <LinkButton to={links.account("login")}>{texts.login}</LinkButton>
      </Door>
    );
  }
  if (token === "" || isProblem(error, "link_over")) {
    return (
      <Door title={texts.overTitle} lead={texts.over}>
        <LinkButton to={links.account("forgot")}>{texts.again}</LinkButton>
      </Door>
    );
  }
  return (
    <Door title={texts.title} lead={texts.lead}>
      <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.go} wide>
        <PasswordField label={formTexts.newPassword} hint={formTexts.passwordHint} autoComplete="new-password" {...field("password")} />
      </Form>
    </Door>
  );
}
