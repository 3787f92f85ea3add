import type { Addon } from "@/lib/api/types";
import { Picture } from "@/ui/picture";
import { Price } from "@/ui/price";
import { texts } from "./texts";

interface Props { addons: Addon[]; wanted: ReadonlySet<number>; onToggle: (variantId: number) => void }

/** Small things that travel along: checkboxes with a picture. */
export function AddonChoices({ addons, wanted, onToggle }: Props) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">{texts.addons}</legend>
      <p className="mb-3 text-sm text-ink-soft">{texts.addonsHint}</p>
      <ul className="grid gap-2.5 sm:grid-cols-2">
        {addons.map(({ variant_id, name, summary, picture, price }) => (
          <li key={variant_id}>
            <label className="choice flex h-full items-center gap-3 rounded-md border border-line bg-card py-2 pr-4 pl-2 transition-colors hover:border-edge">
              <span className="w-14 shrink-0 overflow-hidden rounded-sm">
                <Picture picture={picture} sizes="3.5rem" alt="" />
              </span>
              <span className="grid grow gap-0.5 text-sm">
                <span className="font-medium">{name}</span>
                <span className="line-clamp-1 text-xs text-ink-soft">{summary}</span>
                <Price value={price} short />
              </span>
              <input
                type="checkbox"
                checked={wanted.has(variant_id)}
                onChange={() => onToggle(variant_id)}
                className="size-4.5 shrink-0 focus-visible:outline-none"
              />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
