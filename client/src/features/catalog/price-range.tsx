import { useId, type ComponentProps, type FocusEvent } from "react";
import { minorUnits } from "@/lib/money";
import { texts } from "./texts";

interface Prices { price_min: number | undefined; price_max: number | undefined }
interface Props {
  least: number | undefined;
  most: number | undefined;
  /** What there is, in minor units; shown as a hint in the empty fields. */
  range: { min: number | null; max: number | null };
  currency: string;
  onChange: (prices: Prices) => void;
}

/** Two amounts in whole units of the currency; taken over on leaving the fields or with Enter. */
export function PriceRange({ least, most, range, currency, onChange }: Props) {
  const unit = minorUnits(currency);
  const symbol = symbolOf(currency);
  const amount = (data: FormData, name: string) => {
    const typed = data.get(name);
    return typeof typed === "string" && /^\d{1,6}$/.test(typed) ? Number(typed) * unit : undefined;
  };
  const take = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const [from, to] = [amount(data, "from"), amount(data, "to")];
    const crossed = from !== undefined && to !== undefined && from > to;
    const next = crossed ? { price_min: to, price_max: from } : { price_min: from, price_max: to };
    if (next.price_min !== least || next.price_max !== most) onChange(next);
  };
  const shown = (minor: number | null | undefined) => (minor == null ? "" : String(Math.round(minor / unit)));
  const leave = (event: FocusEvent<HTMLInputElement>) => {
    const { form } = event.currentTarget;
    if (form && !form.contains(event.relatedTarget)) take(form);
  };
  return (
    <form
      className="flex items-end gap-3 text-ink"
      onSubmit={(event) => {
        event.preventDefault();
        take(event.currentTarget);
      }}
    >
      <Amount name="from" label={texts.priceLeast(symbol)} defaultValue={shown(least)} placeholder={shown(range.min)} onBlur={leave} />
      <Amount name="to" label={texts.priceMost(symbol)} defaultValue={shown(most)} placeholder={shown(range.max)} onBlur={leave} />
      <button type="submit" className="sr-only">
        {texts.priceApply}
      </button>
    </form>
  );
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat("en-US", { style: "currency", currency }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

function Amount({ label, ...input }: ComponentProps<"input"> & { label: string }) {
  const id = useId();
  return (
    <div className="grid grow gap-1.5">
      <label htmlFor={id} className="text-xs text-ink-soft">
        {label}
      </label>
      <input
        {...input}
        id={id}
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={6}
        autoComplete="off"
        className="field-box min-h-11 text-sm tabular-nums"
      />
    </div>
  );
}
