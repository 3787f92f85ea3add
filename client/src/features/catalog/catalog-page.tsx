import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { lazy, Suspense, useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { DayString, ProductList } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { productsQuery } from "@/lib/questions/catalog";
import { useDestination } from "@/lib/questions/destination";
import { shopQuery } from "@/lib/questions/shop";
import { ErrorState } from "@/ui/states";
import { DayLine } from "./day-line";
import { FilterBar } from "./filter-bar";
import { nameOf, question, read, write, type Chosen } from "./filters";
import { Pagination } from "./pagination";
import { Results, ResultsWaiting } from "./results";
import { texts } from "./texts";

// On a phone they wait in the sheet, so their code is no part of the first load.
const FilterGroups = lazy(() => import("./filter-groups"));
const Empty = lazy(() => import("./empty"));

export default function CatalogPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const chosen = read(params);
  const { known, whole: day } = useDestination();
  const { data: shop } = useQuery(shopQuery);
  const answer = useQuery({
    ...productsQuery(question(chosen, day)),
    enabled: known,
    placeholderData: keepPreviousData,
  });
  const list = answer.data;
  const heading = useRef<HTMLHeadingElement>(null);
  const title = titleOf(chosen, list?.facets);
  useDocumentTitle(title);

  const currency = shop?.currency ?? "USD";
  const change = (next: Chosen) => void navigate(write(next), { preventScrollReset: true });
  // Focus goes to the top of the list, and the window with it, so that nobody is left at the foot of the old page.
  const toTop = () => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  };

  return (
    <div className="page pt-8 pb-section lg:pt-14">
      <header className="grid gap-3 lg:gap-4">
        <h1 ref={heading} tabIndex={-1} className="text-title focus:outline-none">
          {title}
        </h1>
        <DayLine list={list} chosen={chosen} day={day} />
      </header>
      <div className="mt-7 grid gap-x-14 lg:mt-10 lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside aria-label={texts.filters} className="hidden lg:block">
          <Suspense fallback={null}>
            {list && <FilterGroups chosen={chosen} facets={list.facets} currency={currency} onChange={change} />}
          </Suspense>
        </aside>
        <div>
          <FilterBar chosen={chosen} list={list} currency={currency} onChange={change} />
          <Found answer={answer} chosen={chosen} day={day?.date ?? null} toTop={toTop} />
        </div>
      </div>
    </div>
  );
}

interface FoundProps { answer: UseQueryResult<ProductList>; chosen: Chosen; day: DayString | null; toTop: () => void }

/** The list in each of its states: asked for, failed, empty, full. */
function Found({ answer, chosen, day, toTop }: FoundProps) {
  const { data: list, error, isPlaceholderData, refetch } = answer;
  if (!list) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ResultsWaiting />;
  if (list.total === 0) {
    return (
      <Suspense fallback={null}>
        <Empty chosen={chosen} didYouMean={list.did_you_mean} day={chosen.everyDay ? null : day} />
      </Suspense>
    );
  }
  const pages = Math.ceil(list.total / list.page_size);
  return (
    <>
      <Results list={list} day={day} waiting={isPlaceholderData} />
      <Pagination page={list.page} pages={pages} addressOf={(page) => write({ ...chosen, page })} onMove={toTop} />
    </>
  );
}

function titleOf({ q, category, occasion, color }: Chosen, facets: Parameters<typeof nameOf>[0]): string {
  if (q) return texts.found(q);
  const [kind, reason] = [category[0], occasion[0]];
  const one = category.length + occasion.length + color.length === 1;
  if (one && kind) return nameOf(facets, "category", kind);
  if (one && reason) return nameOf(facets, "occasion", reason);
  return texts.title;
}
