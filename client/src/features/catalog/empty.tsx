import { Link } from "@/ui/link";
import { formatDay } from "@/lib/dates";
import type { DayString } from "@/lib/api/types";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { Button, LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { write, type Chosen } from "./filters";
import { texts } from "./texts";

interface Props { chosen: Chosen; didYouMean: string | null; day: DayString | null }

/** Nothing found: why, and at least one way on. */
export default function Empty({ chosen, didYouMean, day }: Props) {
  const panels = usePanels();
  return (
    <EmptyState
      title={day ? texts.emptyDayTitle(formatDay(day)) : texts.emptyTitle}
      action={
        <>
          {day && <Button onClick={() => panels.open("destination")}>{texts.otherDay}</Button>}
          {day && (
            <LinkButton kind="quiet" to={write({ ...chosen, everyDay: true, page: 1 })}>
              {texts.everyDay}
            </LinkButton>
          )}
          <LinkButton kind={day ? "plain" : "primary"} to={links.flowers()}>
            {texts.startAgain}
          </LinkButton>
        </>
      }
    >
      <p>{chosen.q ? texts.emptySearch(chosen.q) : day ? texts.emptyDayText : texts.emptyText}</p>
      {didYouMean && (
        <p className="mt-2">
          {texts.didYouMean}{" "}
          <Link to={write({ ...chosen, q: didYouMean, page: 1 })} className="link font-medium text-ink">
            {didYouMean}
          </Link>
          ?
        </p>
      )}
    </EmptyState>
  );
}
