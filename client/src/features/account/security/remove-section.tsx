import { useState } from "react";
import * as z from "zod/mini";
import { toast } from "@/lib/announcements";
import { mine } from "@/lib/mine";
import { letGo } from "@/lib/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { knownPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { securityTexts as texts } from "../more-texts";
import { useLeaving } from "../leaving";
import { Section } from "./section";

const schema = z.object({ password: knownPassword });

/** The way out; what it means is said before it is pressed. */
export function RemoveSection() {
  const [asking, setAsking] = useState(false);
  return (
    <Section title={texts.remove}>
      <p className="text-ink-soft">{texts.removeText}</p>
      <Button kind="quiet" onClick={() => setAsking(true)} className="justify-self-start">
        {texts.removeOpen}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={texts.removeTitle} side="center">
        <Question onClose={() => setAsking(false)} />
      </Dialog>
    </Section>
  );
}

function Question({ onClose }: { onClose: () => void }) {
  const leaving = useLeaving();
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { password: "" },
    send: (body) => mine.del("/api/me", { body }),
    onDone: () => {
      leaving();
      letGo();
      toast(texts.goodbye);
    },
    about: { password_refused: "password" },
  });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.removeConfirm} aside={<Button kind="quiet" onClick={onClose}>{texts.keep}</Button>} className="pt-2">
      <p>{texts.removeMeans}</p>
      <PasswordField label={texts.yourPassword} autoComplete="current-password" {...field("password")} />
    </Form>
  );
}
