import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";
import { TextField } from "@/ui/text-field";
import { formTexts as texts } from "../texts";
import { Form } from "./form";
import { code } from "./rules";
import { useSentForm } from "./use-sent-form";

interface Flow { flow: string }
interface Props<Answer> {
  email: string;
  flow: Flow;
  action: string;
  /** Sends the code with the secret of the flow that asked for it. */
  confirm: (entry: { flow: string; code: string }) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Asks for another code. */
  again: () => Promise<Flow>;
  onOtherAddress: () => void;
}

const schema = z.object({ code });
const ABOUT = { code_refused: "code", code_over: "code" } as const;

/** The six digits out of a letter, in the browser that asked for them. */
export function CodeStep<Answer>({ email, flow, action, confirm, onDone, again, onOtherAddress }: Props<Answer>) {
  const [current, setCurrent] = useState(flow.flow);
  const { field, submit, busy, trouble, form } = useSentForm({
    schema,
    start: { code: "" },
    send: (values) => confirm({ flow: current, code: values.code.replaceAll(/\s/g, "") }),
    onDone,
    about: ABOUT,
  });
  const resend = useMutation({
    mutationFn: again,
    onSuccess: (next) => {
      setCurrent(next.flow);
      form.reset();
      form.setFocus("code");
    },
  });
  return (
    <div className="grid gap-6">
      <p className="text-ink-soft">
        {texts.codeSent(email)} {texts.codeMaybe}
      </p>
      <Form onSubmit={submit} busy={busy} trouble={trouble} action={action} wide>
        <TextField
          label={texts.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          // The page has just asked for it, and there is nothing else to do here.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className="text-center font-display text-heading tabular-nums"
          {...field("code")}
        />
      </Form>
      {resend.isSuccess && <Notice tone="good">{texts.againSent}</Notice>}
      {resend.error && <Notice tone="trouble">{resend.error.message}</Notice>}
      <div className="flex flex-wrap justify-between gap-x-6">
        <Button kind="plain" busy={resend.isPending} onClick={() => resend.mutate()}>
          {texts.again}
        </Button>
        <Button kind="plain" onClick={onOtherAddress}>
          {texts.otherAddress}
        </Button>
      </div>
    </div>
  );
}
