import { useState } from "react";
import * as z from "zod/mini";
import { api } from "@/lib/api/client";
import { isProblem } from "@/lib/api/problem";
import { logInByCode } from "@/lib/login";
import { TextField } from "@/ui/text-field";
import { CodeStep } from "../form/code-step";
import { Form } from "../form/form";
import { email } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { doorTexts, formTexts } from "../texts";
import { TotpField, type WayProps } from "./password-login";

const texts = doorTexts.login;
const schema = z.object({ email });
const sendCode = (address: string) => api.post("/api/auth/code", { body: { email: address } });
interface Entry { flow: string; code: string }

/** In without a password: the address, then the code of its letter. */
export function CodeLogin({ email: known, onStart, onEntered }: WayProps) {
  const [sent, setSent] = useState<{ to: string; flow: string } | null>(null);
  const [second, setSecond] = useState<Entry | null>(null);
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { email: known },
    send: (values) => sendCode(values.email),
    onDone: ({ flow }, values) => setSent({ to: values.email, flow }),
  });
  const confirm = async (entry: Entry) => {
    onStart();
    try {
      return await logInByCode(entry);
    } catch (error) {
      if (!isProblem(error, "totp_required")) throw error;
      setSecond(entry);
      return null;
    }
  };
  if (second) return <SecondStep entry={second} onEntered={onEntered} />;
  if (sent) {
    return (
      <CodeStep
        email={sent.to}
        flow={sent}
        action={texts.enter}
        confirm={confirm}
        onDone={(me) => me && onEntered()}
        again={() => sendCode(sent.to)}
        onOtherAddress={() => setSent(null)}
      />
    );
  }
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.sendCode} wide>
      <TextField label={formTexts.email} type="email" inputMode="email" autoComplete="username" {...field("email")} />
    </Form>
  );
}

const secondSchema = z.object({ totp: z.string().check(z.trim(), z.minLength(1, texts.totpMissing)) });

/** The code of the letter was right; whoever has a second factor shows it, too. */
function SecondStep({ entry, onEntered }: { entry: Entry; onEntered: () => void }) {
  const { field, submit, busy, trouble } = useSentForm({
    schema: secondSchema,
    start: { totp: "" },
    send: ({ totp }) => logInByCode({ ...entry, totp }),
    onDone: onEntered,
    about: { totp_refused: "totp" },
  });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.enter} wide>
      <h2 className="text-heading">{texts.totpTitle}</h2>
      <TotpField {...field("totp")} />
    </Form>
  );
}
