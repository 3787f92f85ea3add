import { useState } from "react";
import * as z from "zod/mini";
import { toast } from "@/lib/announcements";
import { api } from "@/lib/api/client";
import { links } from "@/lib/links";
import { verifyEmail } from "@/lib/login";
import { Link } from "@/ui/link";
import { TextField } from "@/ui/text-field";
import { CheckCard } from "../form/check-card";
import { CodeStep } from "../form/code-step";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { email, name, newPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { doorTexts, formTexts } from "../texts";
import { Door } from "./door";
import { useWayOn } from "./way-on";

const texts = doorTexts.signUp;
const schema = z.object({ name, email, password: newPassword, newsletter: z.boolean() });
type Entry = z.infer<typeof schema>;
const signUp = (body: Entry) => api.post("/api/auth/signup", { body });

/** Name, address and password; the account is there once the code of the letter is given. */
export default function SignUpPage() {
  const { back, state, goOn } = useWayOn();
  const [sent, setSent] = useState<{ entry: Entry; flow: string } | null>(null);
  const start = { name: state?.name ?? "", email: state?.email ?? "", password: "", newsletter: false };
  return (
    <Door
      title={sent ? texts.codeTitle : texts.title}
      lead={sent ? undefined : texts.lead}
      foot={
        <>
          {texts.known}{" "}
          <Link to={links.door("login", back)} state={state} className="link inline-flex min-h-11 items-center font-medium text-ink">
            {texts.login}
          </Link>
        </>
      }
    >
      {sent ? (
        <CodeStep
          email={sent.entry.email}
          flow={sent}
          action={texts.confirm}
          confirm={verifyEmail}
          onDone={(me) => {
            toast(texts.welcome(me.name));
            void goOn();
          }}
          again={() => signUp(sent.entry)}
          onOtherAddress={() => setSent(null)}
        />
      ) : (
        <Details start={start} onSent={(flow, entry) => setSent({ flow, entry })} />
      )}
    </Door>
  );
}

function Details({ start, onSent }: { start: Entry; onSent: (flow: string, entry: Entry) => void }) {
  const { form, field, submit, busy, trouble } = useSentForm({ schema, start, send: signUp, onDone: ({ flow }, entry) => onSent(flow, entry) });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.go} wide>
      <TextField label={texts.name} autoComplete="name" {...field("name")} />
      <TextField label={formTexts.email} type="email" inputMode="email" autoComplete="email" {...field("email")} />
      <PasswordField label={formTexts.password} hint={formTexts.passwordHint} autoComplete="new-password" {...field("password")} />
      <CheckCard label={texts.newsletter} hint={texts.newsletterHint} {...form.register("newsletter")} />
    </Form>
  );
}
