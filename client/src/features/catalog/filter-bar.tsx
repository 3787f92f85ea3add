import { SlidersHorizontal } from "lucide";
import { lazy, Suspense, useId, useState } from "react";
import type { ProductList, ProductSort } from "@/lib/api/types";
import { RemovableChip } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { active, cleared, type Chosen } from "./filters";
import { texts } from "./texts";

const FilterSheet = lazy(() => import("./filter-sheet"));

interface Props {
  chosen: Chosen;
  list: ProductList | undefined;
  currency: string;
  onChange: (next: Chosen) => void;
}

/** Above the list: the phone's way to the filters, the order, and what is chosen. */
export function FilterBar({ chosen, list, currency, onChange }: Props) {
  const chips = active(chosen, list?.facets, currency);
  // Undefined until first opened, so that its code is fetched only then.
  const [sheet, setSheet] = useState<boolean>();
  return (
    <div className="mb-7 grid gap-4">
      <div className="flex items-center justify-between gap-3">
        <Button kind="quiet" size="sm" aria-haspopup="dialog" onClick={() => setSheet(true)} className="lg:hidden">
          <Icon of={SlidersHorizontal} className="size-4.5" />
          {texts.filtersOn(chips.length)}
        </Button>
        <SortChoice value={chosen.sort} onChange={(sort) => onChange({ ...chosen, sort, page: 1 })} />
      </div>
      {chips.length > 0 && (
        <ul aria-label={texts.active} className="flex flex-wrap items-center gap-2">
          {chips.map(({ key, label, without }) => (
            <li key={key}>
              <RemovableChip label={label} onRemove={() => onChange(without)} />
            </li>
          ))}
          <li>
            <Button kind="plain" size="sm" className="px-2 text-sm" onClick={() => onChange(cleared(chosen))}>
              {texts.clear}
            </Button>
          </li>
        </ul>
      )}
      {sheet !== undefined && list && (
        <Suspense fallback={null}>
          <FilterSheet
            open={sheet}
            onClose={() => setSheet(false)}
            chosen={chosen}
            facets={list.facets}
            currency={currency}
            total={list.total}
            onChange={onChange}
          />
        </Suspense>
      )}
    </div>
  );
}

function SortChoice({ value, onChange }: { value: ProductSort; onChange: (sort: ProductSort) => void }) {
  const id = useId();
  return (
    <div className="ml-auto flex items-center gap-2 text-sm">
      <label htmlFor={id} className="hidden text-ink-soft sm:block">
        {texts.sort}
      </label>
      <select
        id={id}
        aria-label={texts.sort}
        value={value}
        onChange={(event) => onChange(event.target.value as ProductSort)}
        className="min-h-11 rounded-full border border-edge bg-transparent px-4 transition-colors hover:border-ink focus-visible:rounded-full"
      >
        {Object.entries(texts.sorts).map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
