import { clsx } from "clsx";
import { useState, type ComponentProps, type ReactNode } from "react";
import { Field } from "./field";
import { countingTexts as texts } from "./counting-texts";

interface Props extends Omit<ComponentProps<"textarea">, "maxLength"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Characters, counted as people see them. Typing past it is allowed and shown, so that no pasted word is lost. */
  limit?: number;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
export const lengthOf = (text: string): number => [...graphemes.segment(text)].length;

/** Several lines of text, with a counter when it has a limit. */
export function TextArea({ label, hint, error, optional, limit, className, onChange, ...area }: Props) {
  const [typed, setTyped] = useState(area.defaultValue ?? "");
  const length = lengthOf(String(area.value ?? typed));
  return (
    <Field
      label={label}
      error={error}
      optional={optional}
      hint={
        limit === undefined ? hint : (
          <span className="flex justify-between gap-4">
            <span>{hint}</span>
            <Counter left={limit - length} />
          </span>
        )
      }
    >
      {(control) => (
        <textarea
          rows={4}
          {...area}
          {...control}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange?.(event);
          }}
          className={clsx("field-box resize-y", className)}
        />
      )}
    </Field>
  );
}

function Counter({ left }: { left: number }) {
  const words = left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left);
  // Spoken only near the end, so that it does not talk over the typing.
  return (
    <span aria-live={left <= 20 ? "polite" : "off"} className={clsx("whitespace-nowrap tabular-nums", left < 0 && "font-medium text-petal-deep")}>
      {words}
    </span>
  );
}
