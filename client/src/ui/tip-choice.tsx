import { clsx } from "clsx";
import { useId, useState, type SyntheticEvent } from "react";
import { isProblem } from "@/lib/api/problem";
import type { Money } from "@/lib/api/types";
import { formatMoney, minorUnits } from "@/lib/money";
import { Button } from "./button";
import { tipTexts as texts } from "./promotion-texts";
import { Notice } from "./states";
import { TextField } from "./text-field";

/** In the currency's own units. */
const USUAL = [0, 3, 5, 10];
const AMOUNT = /^\d{1,4}([.,]\d{1,2})?$/;

interface Props { tip: Money; busy: boolean; error: Error | null; onChoose: (tip: Money) => void }

/** A few usual tips, and any other; native radios, so that arrow keys move as everywhere. */
export function TipChoice({ tip, busy, error, onChoose }: Props) {
  const name = useId();
  const units = minorUnits(tip.currency);
  const [own, setOwn] = useState(!USUAL.includes(tip.amount / units));
  const chosen = own ? null : tip.amount / units;
  const tooMuch = isProblem(error, "tip_too_high");
  return (
    <fieldset>
      <legend className="text-sm font-medium">{texts.legend}</legend>
      <p className="mb-2.5 text-sm text-ink-soft">{texts.hint}</p>
      <div className="flex flex-wrap gap-2">
        {USUAL.map((each) => (
          <Pill key={each} name={name} label={each === 0 ? texts.none : formatMoney({ ...tip, amount: each * units }, { short: true })} checked={chosen === each} onChoose={() => { setOwn(false); onChoose({ ...tip, amount: each * units }); }} />
        ))}
        <Pill name={name} label={texts.own} checked={own} onChoose={() => setOwn(true)} />
      </div>
      {own && <Own tip={tip} busy={busy} tooMuch={tooMuch} onChoose={onChoose} />}
      {error && !(own && tooMuch) && <div className="mt-3"><Notice tone="trouble">{error.message}</Notice></div>}
    </fieldset>
  );
}

interface PillProps { name: string; label: string; checked: boolean; onChoose: () => void }

const Pill = ({ name, label, checked, onChoose }: PillProps) => (
  <label className={clsx("choice flex min-h-11 items-center rounded-full border border-line px-5 text-sm font-medium transition-colors hover:border-edge", checked ? "bg-green-wash" : "bg-card")}>
    <input type="radio" name={name} checked={checked} onChange={onChoose} className="sr-only" />
    {label}
  </label>
);

function Own({ tip, busy, tooMuch, onChoose }: Omit<Props, "error"> & { tooMuch: boolean }) {
  const units = minorUnits(tip.currency);
  const [typed, setTyped] = useState(tip.amount > 0 ? String(tip.amount / units) : "");
  const [unreadable, setUnreadable] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const readable = AMOUNT.test(typed.trim());
    setUnreadable(!readable);
    if (readable && !busy) onChoose({ ...tip, amount: Math.round(Number(typed.trim().replace(",", ".")) * units) });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid max-w-xs grid-cols-[1fr_auto] items-start gap-x-3">
      <TextField
        label={texts.amount}
        error={unreadable ? texts.unreadable : tooMuch ? texts.tooMuch : undefined}
        value={typed}
        inputMode="decimal"
        maxLength={8}
        autoComplete="off"
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit" kind="quiet" busy={busy} className="mt-[1.75rem]">
        {texts.give}
      </Button>
    </form>
  );
}
