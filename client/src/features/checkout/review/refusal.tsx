import { ApiProblem } from "@/lib/api/problem";
import type { Cart } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { Notice } from "@/ui/states";
import { texts } from "./texts";
import { linesShort, WayOn, type Mending } from "./way-on";

/** Where an older order or a lost answer leaves open what became of money, nothing is said of it. */
const MAY_BE_CHARGED = ["payment_in_question", "payment_unavailable", "order_replaced", "hold_limit"];

/** Why the order was not placed, in words, with the way on. */
export function Refusal({ error, ...mending }: Mending & { error: Error }) {
  const problem = error instanceof ApiProblem ? error : null;
  const code = problem?.code ?? "";
  return (
    <div className="grid gap-4">
      <Notice tone="trouble">
        <p className="font-semibold">{texts.refusals[code] ?? texts.refused}</p>
        <p>{problem ? wordsOf(problem, mending.cart) : texts.tryAgain}</p>
        {!MAY_BE_CHARGED.includes(code) && <p>{texts.nothingCharged}</p>}
      </Notice>
      {problem && <WayOn {...mending} problem={problem} />}
    </div>
  );
}

type Words = (problem: ApiProblem, cart: Cart) => string | undefined;

/** What the numbers and names that a code brings are worth in a sentence. */
const WORDS: Record<string, Words> = {
  price_changed: ({ extras: { expected, actual } }) => expected && actual && texts.priceWas(formatMoney(expected), formatMoney(actual)),
  below_minimum: ({ extras: { minimum, items } }) => minimum && items && texts.minimum(formatMoney(minimum), formatMoney(items)),
  stems_short: (problem, cart) => {
    const short = linesShort(cart, problem).map(({ product_name }) => product_name);
    return short.length > 0 ? texts.short(short, problem.extras.stems ?? []) : undefined;
  },
  idempotency_mismatch: () => texts.tryAgain,
};

const wordsOf: Words = (problem, cart) => WORDS[problem.code]?.(problem, cart) ?? (problem.detail || texts.tryAgain);
