import { CreditCard, Wallet, type IconNode } from "lucide";
import type { PaymentMethod } from "@/lib/api/types";
import { Icon } from "./icon";
import { paymentTexts as texts } from "./payment-texts";
import { RadioCards } from "./radio-cards";

interface Props {
  /** What the shop offers; one way alone is no question. */
  methods: readonly string[];
  value: PaymentMethod;
  onChange: (method: PaymentMethod) => void;
  quietLegend?: boolean;
}

const SIGNS: Record<PaymentMethod, IconNode> = { stripe: CreditCard, paypal: Wallet };

/** Card or PayPal, where both are to be had. */
export function PaymentChoice({ methods, value, onChange, quietLegend = false }: Props) {
  const known = methods.filter(isPaymentMethod);
  if (known.length < 2) return null;
  return (
    <RadioCards
      legend={texts.legend}
      quietLegend={quietLegend}
      name="payment"
      columns={2}
      options={known.map((method) => ({ value: method, label: label(method), detail: texts.ways[method]?.detail }))}
      value={value}
      onChange={onChange}
    />
  );
}

function label(method: PaymentMethod) {
  return (
    <span className="flex items-center gap-2">
      <Icon of={SIGNS[method]} />
      {texts.ways[method]?.label}
    </span>
  );
}

const isPaymentMethod = (method: string): method is PaymentMethod => method in SIGNS;

/** The way that was chosen before, if it is still offered, else the first. */
export function offeredMethod(methods: readonly string[], before: string | null | undefined): PaymentMethod {
  const known = methods.filter(isPaymentMethod);
  return known.find((method) => method === before) ?? known[0] ?? "stripe";
}
