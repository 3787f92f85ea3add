import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, type FieldErrors } from "react-hook-form";
import { useLocation, useNavigate } from "react-router";
import * as z from "zod/mini";
import type { FieldError } from "@/lib/api/problem";
import type { Buyer } from "@/lib/api/types";
import { EMAIL } from "@/lib/email";
import { links } from "@/lib/links";
import { PHONE } from "@/lib/phone";
import { useMe } from "@/lib/questions/me";
import type { Me } from "@/lib/session";
import { Button, LinkButton } from "@/ui/button";
import { TextField } from "@/ui/text-field";
import { useKeepBuyer } from "./buyer";
import { ErrorSummary } from "./error-summary";
import { detailsTexts, texts } from "./texts";

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, detailsTexts.nameMissing), z.maxLength(120)),
  email: z.string().check(z.trim(), z.minLength(1, detailsTexts.emailMissing), z.regex(EMAIL, detailsTexts.emailWrong)),
  phone: z.string().check(z.trim(), z.regex(PHONE, detailsTexts.phoneMissing)),
});
const FIELDS = ["name", "email", "phone"] as const;
const startOf = (me: Me | null | undefined): Buyer => ({ name: me?.name ?? "", email: me?.email ?? "", phone: me?.phone ?? "" });

/** What the server refused when the order was placed; it comes along with the way back here. */
function refusedFields(state: unknown): FieldErrors<Buyer> {
  const refused = (state as { errors?: FieldError[] } | null)?.errors ?? [];
  return Object.fromEntries(refused.map(({ path, message }) => [path, { type: "server", message }]));
}

export function DetailsStep({ buyer }: { buyer: Buyer | null }) {
  const navigate = useNavigate();
  const keep = useKeepBuyer();
  const me = useMe();
  const state: unknown = useLocation().state;
  // Kept as one object: the form takes a new one for new errors.
  const [refused] = useState(() => refusedFields(state));
  const { register, handleSubmit, setFocus, formState } = useForm<Buyer>({
    resolver: zodResolver(schema),
    defaultValues: buyer ?? startOf(me),
    errors: refused,
  });
  const errorOf = (field: keyof Buyer) => formState.errors[field]?.message;
  const problems = FIELDS.flatMap((field) => {
    const message = errorOf(field);
    return message ? [{ message, focus: () => setFocus(field) }] : [];
  });
  const go = handleSubmit((values) => {
    keep(values);
    void navigate(links.checkout("review"));
  });

  return (
    <form noValidate onSubmit={(event) => void go(event)} className="grid max-w-prose gap-6">
      <p className="text-ink-soft">{detailsTexts.intro}</p>
      <ErrorSummary problems={problems} />
      <TextField label={detailsTexts.name} autoComplete="name" error={errorOf("name")} {...register("name")} />
      <TextField
        label={detailsTexts.email}
        hint={detailsTexts.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
        error={errorOf("email")}
        {...register("email")}
      />
      <TextField
        label={detailsTexts.phone}
        hint={detailsTexts.phoneHint}
        type="tel"
        autoComplete="tel"
        error={errorOf("phone")}
        {...register("phone")}
      />
      <div className="mt-2 flex flex-wrap items-center gap-4">
        <Button type="submit" size="lg" className="grow sm:grow-0">
          {texts.continueToReview}
        </Button>
        <LinkButton to={links.checkout("delivery")} kind="plain">
          {texts.back}
        </LinkButton>
      </div>
    </form>
  );
}
