import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { toast } from "@/lib/announcements";
import { mine } from "@/lib/mine";
import { Button } from "@/ui/button";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { knownPassword, newPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { securityTexts as texts } from "../more-texts";
import { sessionsQuery } from "../queries";
import { formTexts, texts as common } from "../texts";
import { Section } from "./section";

const schema = z.object({ current: knownPassword, password: newPassword });

/** Another password; all other logins end. */
export function PasswordSection() {
  const [asking, setAsking] = useState(false);
  return (
    <Section title={texts.password}>
      {asking ? (
        <Change onClose={() => setAsking(false)} />
      ) : (
        <Button kind="quiet" onClick={() => setAsking(true)} className="justify-self-start">
          {texts.changePassword}
        </Button>
      )}
    </Section>
  );
}

function Change({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { current: "", password: "" },
    send: ({ current, password }) => mine.post("/api/me/password", { body: { current, new: password } }),
    onDone: () => {
      toast(texts.passwordChanged);
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      onClose();
    },
    about: { password_refused: "current", weak_password: "password" },
  });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.changePassword} aside={<Button kind="plain" onClick={onClose}>{common.cancel}</Button>}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <PasswordField label={texts.current} autoComplete="current-password" {...field("current")} />
        <PasswordField label={formTexts.newPassword} hint={formTexts.passwordHint} autoComplete="new-password" {...field("password")} />
      </div>
    </Form>
  );
}
