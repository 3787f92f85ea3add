import { useState } from "react";
import * as z from "zod/mini";
import { api } from "@/lib/api/client";
import { links } from "@/lib/links";
import { LinkButton } from "@/ui/button";
import { Link } from "@/ui/link";
import { TextField } from "@/ui/text-field";
import { Form } from "../form/form";
import { email } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { doorTexts, formTexts } from "../texts";
import { Door } from "./door";

const texts = doorTexts.forgot;
const schema = z.object({ email });

/** Asks for the link that chooses a new password; the answer is the same for every address. */
export default function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { email: "" },
    send: (body) => api.post("/api/auth/forgot-password", { body }),
    onDone: (_, values) => setSentTo(values.email),
  });
  if (sentTo !== null) {
    return (
      <Door title={texts.sentTitle}>
        <p role="status">{texts.sent(sentTo)}</p>
        <LinkButton to={links.account("login")} kind="quiet" className="mt-6">
          {texts.back}
        </LinkButton>
      </Door>
    );
  }
  return (
    <Door
      title={texts.title}
      lead={texts.lead}
      foot={
        <Link to={links.account("login")} className="link inline-flex min-h-11 items-center">
          {texts.back}
        </Link>
      }
    >
      <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.go} wide>
        <TextField label={formTexts.email} type="email" inputMode="email" autoComplete="username" {...field("email")} />
      </Form>
    </Door>
  );
}
