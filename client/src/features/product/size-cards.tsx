import type { Variant } from "@/lib/api/types";
import { Price } from "@/ui/price";
import { RadioCards } from "@/ui/radio-cards";
import { texts } from "./texts";

interface Props { variants: Variant[]; value: number | undefined; onChange: (variantId: number) => void }

const stemsOf = ({ contents }: Variant): number =>
  contents.reduce((sum, { kind, quantity }) => (kind === "stem" ? sum + quantity : sum), 0);

/** Each size with its stems and its price. */
export function SizeCards({ variants, value, onChange }: Props) {
  return (
    <RadioCards
      legend={texts.size}
      name="size"
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(Number(id))}
      options={variants.map((variant) => ({
        value: String(variant.id),
        label: variant.label,
        detail: stemsOf(variant) > 0 ? texts.stems(stemsOf(variant)) : undefined,
        aside: <Price value={variant.price} short className="text-base font-medium" />,
      }))}
    />
  );
}
