import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { toast } from "@/lib/announcements";
import { mine } from "@/lib/mine";
import { meQuery } from "@/lib/questions/me";
import type { Me } from "@/lib/session";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/text-field";
import { CodeStep } from "../form/code-step";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { email, knownPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { securityTexts as texts } from "../more-texts";
import { texts as common } from "../texts";
import { Section } from "./section";

const schema = z.object({ email, password: knownPassword });
type Entry = z.infer<typeof schema>;
const ask = (body: Entry) => mine.post("/api/me/email", { body });

type Stage = { at: "still" } | { at: "asking" } | { at: "code"; entry: Entry; flow: string };

/** A new address counts once its code is given; until then the old one does. */
export function EmailSection({ me }: { me: Me }) {
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: "still" });
  return (
    <Section title={texts.email}>
      <p className="text-ink-soft">{texts.emailNow(me.email)}</p>
      {stage.at === "still" && (
        <Button kind="quiet" onClick={() => setStage({ at: "asking" })} className="justify-self-start">
          {texts.changeEmail}
        </Button>
      )}
      {stage.at === "asking" && <Ask onSent={(flow, entry) => setStage({ at: "code", flow, entry })} onCancel={() => setStage({ at: "still" })} />}
      {stage.at === "code" && (
        <div className="max-w-md">
          <CodeStep
            email={stage.entry.email}
            flow={stage}
            action={texts.confirmEmail}
            confirm={(body) => mine.post("/api/me/email/confirm", { body })}
            onDone={(after) => {
              client.setQueryData(meQuery.queryKey, after);
              toast(texts.emailChanged(after.email));
              setStage({ at: "still" });
            }}
            again={() => ask(stage.entry)}
            onOtherAddress={() => setStage({ at: "asking" })}
          />
        </div>
      )}
    </Section>
  );
}

function Ask({ onSent, onCancel }: { onSent: (flow: string, entry: Entry) => void; onCancel: () => void }) {
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { email: "", password: "" },
    send: ask,
    onDone: ({ flow }, entry) => onSent(flow, entry),
    about: { password_refused: "password" },
  });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.sendCode} aside={<Button kind="plain" onClick={onCancel}>{common.cancel}</Button>}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField label={texts.newEmail} type="email" inputMode="email" autoComplete="email" {...field("email")} />
        <PasswordField label={texts.yourPassword} autoComplete="current-password" {...field("password")} />
      </div>
    </Form>
  );
}
