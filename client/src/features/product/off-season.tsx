import type { Product } from "@/lib/api/types";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { monthName, seasonWords } from "@/lib/season";
import { Button, LinkButton } from "@/ui/button";
import { texts } from "./texts";

/** Instead of the button: when these flowers bloom, and two ways on. */
export function OffSeason({ product: { season } }: { product: Product }) {
  const panels = usePanels();
  if (!season) return null;
  const single = season.from_month === season.to_month;
  return (
    <div className="grid gap-4 rounded-lg bg-linen p-5 sm:p-6">
      <h2 className="text-heading">{single ? texts.offOneTitle(monthName(season.from_month)) : texts.offTitle(seasonWords(season))}</h2>
      <p className="text-sm text-ink-soft">{texts.offText}</p>
      <div className="flex flex-wrap gap-3">
        <LinkButton to={links.flowers()}>{texts.offAction}</LinkButton>
        <Button kind="quiet" onClick={() => panels.open("destination")}>
          {texts.chooseDay}
        </Button>
      </div>
    </div>
  );
}
