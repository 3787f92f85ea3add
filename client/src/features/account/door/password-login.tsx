import * as z from "zod/mini";
import { isProblem } from "@/lib/api/problem";
import { links } from "@/lib/links";
import { logIn } from "@/lib/login";
import { Link } from "@/ui/link";
import { TextField } from "@/ui/text-field";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { email, knownPassword } from "../form/rules";
import { useSentForm } from "../form/use-sent-form";
import { doorTexts, formTexts } from "../texts";

const texts = doorTexts.login;
const schema = z.object({ email, password: knownPassword, totp: z.string().check(z.trim()) });
const ABOUT = { totp_refused: "totp" } as const;

export interface WayProps { email: string; onStart: () => void; onEntered: () => void }

/** Who has a second factor is asked for its code once the password is right. */
export function PasswordLogin({ email: known, onStart, onEntered }: WayProps) {
  const { field, submit, busy, trouble, error, form } = useSentForm({
    schema,
    start: { email: known, password: "", totp: "" },
    send: ({ totp, ...entry }) => {
      onStart();
      return logIn({ ...entry, ...(totp && { totp }) });
    },
    onDone: onEntered,
    about: ABOUT,
  });
  const second = isProblem(error, "totp_required", "totp_refused") || form.formState.dirtyFields.totp === true;
  const asked = isProblem(trouble, "totp_required");
  return (
    <Form onSubmit={submit} busy={busy} trouble={asked ? null : trouble} action={texts.enter} wide>
      <TextField label={formTexts.email} type="email" inputMode="email" autoComplete="username" {...field("email")} />
      <div className="grid gap-1">
        <PasswordField label={formTexts.password} autoComplete="current-password" {...field("password")} />
        <Link to={links.account("forgot")} className="link flex min-h-11 items-center justify-self-start text-sm text-ink-soft">
          {texts.forgot}
        </Link>
      </div>
      {second && <TotpField {...field("totp")} />}
    </Form>
  );
}

/** Shown when it is asked for, so it takes the focus. */
export function TotpField(props: ReturnType<ReturnType<typeof useSentForm>["field"]>) {
  return (
    <TextField
      label={texts.totp}
      hint={texts.totpHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      // It appears because of what was pressed, and is all that is left to do.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      {...props}
    />
  );
}
