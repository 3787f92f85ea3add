import { clsx } from "clsx";
import { Eye, EyeOff } from "lucide";
import { useState, type ComponentProps } from "react";
import { IconButton } from "@/ui/button";
import { Field } from "@/ui/field";
import { Icon } from "@/ui/icon";
import { formTexts as texts } from "../texts";

interface Props extends Omit<ComponentProps<"input">, "type"> { label: string; hint?: string; error?: string | undefined }

/** A password that can be looked at while it is typed; pasting and password managers are welcome. */
export function PasswordField({ label, hint, error, className, ...input }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <input {...input} {...control} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className={clsx("field-box pr-12", className)} />
          <IconButton label={shown ? texts.hide : texts.show} aria-pressed={shown} onClick={() => setShown(!shown)} className="absolute top-0.5 right-0.5 text-ink-soft">
            <Icon of={shown ? EyeOff : Eye} />
          </IconButton>
        </div>
      )}
    </Field>
  );
}
