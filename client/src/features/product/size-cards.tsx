import type { ReactNode } from "react";
import type { DayString, Variant } from "@/lib/api/types";
import { useLeftWords } from "@/ui/left";
import { Price } from "@/ui/price";
import { RadioCards } from "@/ui/radio-cards";
import type { Left } from "./queries";
import { texts } from "./texts";

interface Props { variants: Variant[]; left: Left; day: DayString | null; value: number | undefined; onChange: (variantId: number) => void }

const stemsOf = ({ contents }: Variant): number =>
  contents.reduce((sum, { kind, quantity }) => (kind === "stem" ? sum + quantity : sum), 0);

/** Each size with its stems, its price, and how few are left for the day chosen. */
export function SizeCards({ variants, left, day, value, onChange }: Props) {
  const leftWords = useLeftWords(day);
  return (
    <RadioCards
      legend={texts.size}
      name="size"
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(Number(id))}
      options={variants.map((variant) => ({
        value: String(variant.id),
        label: variant.label,
        detail: detailOf(stemsOf(variant), leftWords(left.get(variant.id))),
        disabled: left.get(variant.id) === 0,
        aside: <Price value={variant.price} short className="text-base font-medium" />,
      }))}
    />
  );
}

function detailOf(stems: number, few: string | null): ReactNode {
  if (stems === 0 && few === null) return null;
  return (
    <>
      {stems > 0 && texts.stems(stems)}
      {stems > 0 && few !== null && ", "}
      {few !== null && <span className="font-medium text-petal-deep">{few}</span>}
    </>
  );
}
