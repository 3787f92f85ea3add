import { clsx } from "clsx";
import { useId, useState, type ReactNode } from "react";
import { isProblem } from "@/lib/api/problem";
import { dialOf } from "@/lib/phone";
import { Button } from "./button";
import { Notice } from "./states";
import { postcodeTexts } from "./postcode-texts";
import { texts } from "./texts";

interface Props {
  /** Says what the button brings: "See the days". */
  action: string;
  label?: ReactNode;
  defaultValue?: string;
  busy: boolean;
  /** Why the last postcode was refused. What was typed stays. */
  error: unknown;
  onSubmit: (postcode: string) => void;
  className?: string;
}

/** Asks for the postcode, and explains a refusal: no postcode at all, or a place we do not reach, with someone to call. */
export function PostcodeForm({ action, label = postcodeTexts.postcode, defaultValue, busy, error, onSubmit, className }: Props) {
  const id = useId();
  const [empty, setEmpty] = useState(false);
  const wrong = empty ? postcodeTexts.postcodeMissing : isProblem(error, "invalid_postcode", "validation") ? error.detail : null;
  const send = (data: FormData) => {
    const given = data.get("postcode");
    const postcode = typeof given === "string" ? given.trim() : "";
    setEmpty(postcode === "");
    if (postcode && !busy) onSubmit(postcode);
  };
  return (
    <form
      noValidate
      className={clsx("grid gap-2", className)}
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          name="postcode"
          key={defaultValue}
          defaultValue={defaultValue}
          inputMode="numeric"
          autoComplete="postal-code"
          enterKeyHint="go"
          maxLength={20}
          placeholder="97201"
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          className="field-box min-w-0 tabular-nums"
        />
        <Button type="submit" busy={busy} className="shrink-0">
          {action}
        </Button>
      </div>
      {wrong !== null && (
        <p id={`${id}-wrong`} role="alert" className="text-sm font-medium text-petal-deep">
          {wrong}
        </p>
      )}
      {wrong === null && Boolean(error) && <PlaceProblem error={error} />}
    </form>
  );
}

/** A place we do not reach, with the number to call; or whatever else went wrong. */
export function PlaceProblem({ error }: { error: unknown }) {
  const phone = isProblem(error, "outside_zone") ? error.extras.phone : undefined;
  if (phone === undefined) return <Notice tone="trouble">{isProblem(error) ? error.detail || error.title : texts.troubleDetail}</Notice>;
  return (
    <Notice tone="trouble">
      <strong className="font-semibold">{postcodeTexts.outsideTitle}</strong> {postcodeTexts.outsideBefore}{" "}
      <a href={dialOf(phone)} className="link font-semibold whitespace-nowrap">
        {phone}
      </a>{" "}
      {postcodeTexts.outsideAfter}
    </Notice>
  );
}
