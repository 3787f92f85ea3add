import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import * as z from "zod/mini";
import { mine } from "@/lib/mine";
import { useMe } from "@/lib/questions/me";
import { Notice } from "@/ui/states";
import { TextField } from "@/ui/text-field";
import { CodeStep } from "../form/code-step";
import { Form } from "../form/form";
import { email } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { claimTexts as texts } from "../texts";

const schema = z.object({ email });
const sendCode = (address: string) => mine.post("/api/me/claims", { body: { email: address } });

/** Takes over orders that were placed without a login: only whoever reads the letters of their address can. */
export function Claim() {
  const client = useQueryClient();
  const me = useMe();
  const state = useLocation().state as { email?: string } | null;
  const [sent, setSent] = useState<{ to: string; flow: string } | null>(null);
  const [found, setFound] = useState<number | null>(null);
  const done = ({ orders }: { orders: string[] }) => {
    setFound(orders.length);
    setSent(null);
    void client.invalidateQueries({ queryKey: ["orders"] });
  };
  if (sent) {
    return (
      <div className="max-w-md text-ink">
        <CodeStep
          email={sent.to}
          flow={sent}
          action={texts.confirm}
          confirm={(body) => mine.post("/api/me/claims/confirm", { body })}
          onDone={done}
          again={() => sendCode(sent.to)}
          onOtherAddress={() => setSent(null)}
        />
      </div>
    );
  }
  return (
    <div className="grid max-w-md gap-4 text-ink">
      <p className="text-ink-soft">{texts.lead}</p>
      {found !== null && <Notice tone={found > 0 ? "good" : "info"}>{found > 0 ? texts.found(found) : texts.none}</Notice>}
      <Ask start={state?.email ?? me?.email ?? ""} onSent={(to, flow) => setSent({ to, flow })} />
    </div>
  );
}

function Ask({ start, onSent }: { start: string; onSent: (to: string, flow: string) => void }) {
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { email: start },
    send: (values) => sendCode(values.email),
    onDone: ({ flow }, values) => onSent(values.email, flow),
  });
  return (
    <Form onSubmit={submit} busy={busy} trouble={trouble} action={texts.send}>
      <TextField label={texts.email} type="email" inputMode="email" autoComplete="email" {...field("email")} />
    </Form>
  );
}
