import { Link } from "@/ui/link";
import type { DayString, ProductList } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { usePanels } from "@/lib/panels";
import { write, type Chosen } from "./filters";
import { texts } from "./texts";

interface Props {
  /** Unknown until the list is there. */
  list: ProductList | undefined;
  chosen: Chosen;
  day: { date: DayString; postcode: string } | null;
}

/** How many there are, for which day that is true, and the way to see the others. */
export function DayLine({ list, chosen, day }: Props) {
  const panels = usePanels();
  const total = list?.total;
  const pages = list ? Math.ceil(list.total / list.page_size) : 0;
  const limited = day !== null && !chosen.everyDay;
  const words =
    total === undefined ? texts.loading : limited ? texts.countFor(total, formatDay(day.date), day.postcode) : texts.count(total);
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-ink-soft">
      <p role="status">
        {words}.{pages > 1 && ` ${texts.pageOf(chosen.page, pages)}.`}
      </p>
      {day !== null && (
        <Link to={write({ ...chosen, everyDay: !chosen.everyDay, page: 1 })} className="link inline-flex min-h-11 items-center text-green lg:min-h-0">
          {chosen.everyDay ? texts.onlyDay(formatDay(day.date)) : texts.everyDay}
        </Link>
      )}
      {day === null && (
        <p className="text-sm">
          {texts.askDay}{" "}
          <button type="button" onClick={() => panels.open("destination")} className="link text-green">
            {texts.askDayAction}
          </button>
        </p>
      )}
    </div>
  );
}
