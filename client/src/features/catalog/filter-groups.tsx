import { clsx } from "clsx";
import { Check } from "lucide";
import type { FacetValue, Facets } from "@/lib/api/types";
import { Disclosure } from "@/ui/disclosure";
import { Icon } from "@/ui/icon";
import { GROUPS, toggled, type Chosen, type Group } from "./filters";
import { PriceRange } from "./price-range";
import { texts } from "./texts";

interface Props { chosen: Chosen; facets: Facets; currency: string; onChange: (next: Chosen) => void }

/** Every filter with its counts, beside the list or in the phone's sheet. */
export default function FilterGroups({ chosen, facets, currency, onChange }: Props) {
  return (
    <div>
      {GROUPS.map((group) => (
        <Disclosure key={group} summary={texts.groups[group]} open>
          <fieldset>
            <legend className="sr-only">{texts.groups[group]}</legend>
            <ul className={clsx("-my-1 grid text-ink", group === "color" && "grid-cols-2 gap-x-4")}>
              {facets[group].map((facet) => (
                <Value
                  key={facet.value}
                  group={group}
                  facet={facet}
                  checked={chosen[group].includes(facet.value)}
                  onToggle={() => onChange(toggled(chosen, group, facet.value))}
                />
              ))}
            </ul>
          </fieldset>
        </Disclosure>
      ))}
      <Disclosure summary={texts.price} open>
        <PriceRange
          key={`${chosen.price_min ?? ""}-${chosen.price_max ?? ""}`}
          least={chosen.price_min}
          most={chosen.price_max}
          range={facets.price}
          currency={currency}
          onChange={(prices) => onChange({ ...chosen, ...prices, page: 1 })}
        />
      </Disclosure>
    </div>
  );
}

interface ValueProps { group: Group; facet: FacetValue; checked: boolean; onToggle: () => void }

function Value({ group, facet, checked, onToggle }: ValueProps) {
  const { value, label, count } = facet;
  const nothing = count === 0 && !checked;
  return (
    <li>
      <label
        className={clsx(
          "flex min-h-11 items-center text-sm has-focus-visible:rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-green lg:min-h-9",
          nothing ? "text-ink-faint" : "hover:text-green",
          checked && "font-medium",
          group === "color" ? "gap-2" : "gap-3",
        )}
      >
        <input type="checkbox" className="sr-only" checked={checked} disabled={nothing} onChange={onToggle} />
        <span className="relative grid shrink-0 place-items-center" aria-hidden="true">
          {group === "color" ? (
            <span className={clsx("swatch swatch-" + value, "size-5.5", checked && "outline-2 outline-offset-2 outline-green")} />
          ) : (
            <span className={clsx("size-5 rounded-[0.375rem] border", checked ? "border-green bg-green" : "border-edge bg-card")} />
          )}
          {checked && group !== "color" && <Icon of={Check} className="absolute size-3.5 text-on-green" />}
        </span>
        <span className="grow">{label}</span>
        <span className="text-xs text-ink-faint tabular-nums">{count}</span>
      </label>
    </li>
  );
}
