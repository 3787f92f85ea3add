import { Tag, X } from "lucide";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import type { Cart } from "@/lib/api/types";
import { Button } from "./button";
import { Icon } from "./icon";
import { promotionTexts as texts } from "./promotion-texts";
import { Spinner } from "./spinner";
import { Notice } from "./states";
import { TextField } from "./text-field";

type Promotion = NonNullable<Cart["promotion"]>;

interface Props {
  promotion: Promotion | null;
  busy: boolean;
  /** Why the code that was typed last is none. */
  wrong: { code: string; wait: number | null } | null;
  error: Error | null;
  onApply: (code: string) => void;
  onRemove: () => void;
}

/** A quiet question that opens a field; then the code with its name, or why it gives nothing now, and the way to drop it. */
export function PromotionCode({ promotion, error, ...rest }: Props) {
  const [open, setOpen] = useState(false);
  // What she pressed is gone after it: the focus goes on to what stands in its place.
  const [pressed, setPressed] = useState(false);
  const remove = () => {
    setOpen(false);
    setPressed(true);
    rest.onRemove();
  };
  return (
    <div className="grid gap-3">
      {promotion ? (
        <Kept {...rest} promotion={promotion} onRemove={remove} focused={open} />
      ) : open ? (
        <Entry {...rest} onClose={() => setOpen(false)} />
      ) : (
        <Question focused={pressed} onOpen={() => setOpen(true)} />
      )}
      {error && <Notice tone="trouble">{error.message}</Notice>}
    </div>
  );
}

function Question({ focused, onOpen }: { focused: boolean; onOpen: () => void }) {
  return (
    <button ref={useFocused<HTMLButtonElement>(focused)} type="button" aria-expanded="false" onClick={onOpen} className="link min-h-11 justify-self-start text-sm text-ink-soft">
      {texts.question}
    </button>
  );
}

/** Takes the focus when it appears. */
function useFocused<Control extends HTMLElement>(focused: boolean) {
  const control = useRef<Control>(null);
  const [once] = useState(focused);
  useEffect(() => {
    if (once) control.current?.focus();
  }, [once]);
  return control;
}

type EntryProps = Pick<Props, "busy" | "wrong" | "onApply"> & { onClose: () => void };

function Entry({ busy, wrong, onApply, onClose }: EntryProps) {
  const [typed, setTyped] = useState("");
  const field = useFocused<HTMLInputElement>(true);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.trim() === "") onClose();
    else if (!busy) onApply(typed.trim());
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-[1fr_auto] items-start gap-x-3">
      <TextField
        ref={field}
        label={texts.label}
        error={wrong ? wordsFor(wrong) : undefined}
        value={typed}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit" kind="quiet" busy={busy} className="mt-[1.75rem]">
        {texts.apply}
      </Button>
      {wrong && <span role="alert" className="sr-only">{wordsFor(wrong)}</span>}
    </form>
  );
}

function wordsFor({ code, wait }: NonNullable<Props["wrong"]>): string {
  if (code === "too_many_requests") return texts.tooMany(Math.max(1, Math.ceil((wait ?? 60) / 60)));
  return texts.unknown;
}

type KeptProps = Pick<Props, "busy" | "onRemove"> & { promotion: Promotion; focused: boolean };

function Kept({ promotion: { code, name, problem }, busy, focused, onRemove }: KeptProps) {
  return (
    <>
      <p role="status" className={problem ? "flex items-center gap-2 text-sm text-ink-soft" : "flex items-center gap-2 text-sm text-green"}>
        <Icon of={Tag} className="size-4.5 shrink-0" />
        <span className="grow">
          <span className="font-semibold tracking-wide">{code}</span> · {name}
        </span>
        <button
          ref={useFocused<HTMLButtonElement>(focused)}
          type="button"
          aria-label={texts.removeOf(code)}
          title={texts.removeOf(code)}
          aria-disabled={busy || undefined}
          onClick={busy ? undefined : onRemove}
          className="grid size-11 shrink-0 place-items-center rounded-full text-ink-soft hover:bg-linen focus-visible:rounded-full"
        >
          {busy ? <Spinner /> : <Icon of={X} className="size-4.5" />}
        </button>
      </p>
      {problem && <Notice>{texts.notNow(problem.message)}</Notice>}
    </>
  );
}
