import { useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { toast } from "@/lib/announcements";
import { isProblem } from "@/lib/api/problem";
import { mine } from "@/lib/mine";
import { meQuery } from "@/lib/questions/me";
import type { Me } from "@/lib/session";
import { Notice } from "@/ui/states";
import { TextField } from "@/ui/text-field";
import { Form } from "../form/form";
import { name, phoneOrNone } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { securityTexts as texts } from "../more-texts";
import { texts as common } from "../texts";
import { Section } from "./section";

const schema = z.object({ name, phone: phoneOrNone });

/** Name and telephone, as the checkout fills them in. */
export function DetailsSection({ me }: { me: Me }) {
  const client = useQueryClient();
  const { field, submit, busy, trouble } = useSentForm({
    schema,
    start: { name: me.name, phone: me.phone ?? "" },
    send: (entry) => mine.patch("/api/me", { body: { version: me.version, ...entry } }),
    onDone: (after) => {
      client.setQueryData(meQuery.queryKey, after);
      toast(texts.detailsSaved);
    },
  });
  const elsewhere = isProblem(trouble, "version_conflict");
  return (
    <Section title={texts.details}>
      <Form onSubmit={submit} busy={busy} trouble={elsewhere ? null : trouble} action={common.save}>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField label={texts.name} autoComplete="name" {...field("name")} />
          <TextField label={texts.phone} type="tel" autoComplete="tel" hint={texts.phoneHint} {...field("phone")} />
        </div>
        {elsewhere && <Notice tone="trouble">{common.changedElsewhere}</Notice>}
      </Form>
    </Section>
  );
}
