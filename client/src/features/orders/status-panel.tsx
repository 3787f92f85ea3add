import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import type { Order } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { links } from "@/lib/links";
import { formatMoney } from "@/lib/money";
import { Blossom } from "@/ui/blossom";
import { Button, LinkButton } from "@/ui/button";
import { Spinner } from "@/ui/spinner";
import { Held } from "./held";
import { hasWaitedLong, isCancelled, isWaiting, orderQuery } from "./queries";
import { Pay } from "./pay";
import { moneyTexts, statusTexts, texts } from "./texts";
import { Way } from "./way";

interface Props { order: Order; onCancel: () => void }

/** How the order stands, in words that speak up when they change, and what can be done. */
export function StatusPanel({ order, onCancel }: Props) {
  const [params] = useSearchParams();
  const { code, label } = order.status;
  const words = statusTexts[code] ?? { title: label, text: "" };
  const thanks = params.get("placed") === "1" && code === "confirmed";
  return (
    <section className="on-green relative overflow-hidden rounded-lg bg-green-deep px-6 py-10 text-on-green sm:px-10 lg:px-14 lg:py-14">
      <Blossom className="absolute -top-16 -right-14 size-64 text-green [&_circle]:fill-green-deep" />
      <div className="relative grid max-w-2xl gap-4">
        {thanks && <p className="font-display text-lg text-petal">{texts.thanks(order.buyer.name)}</p>}
        <div role="status">
          <h1 className="text-title">{words.title}</h1>
        </div>
        <p>{words.text}</p>
        {order.progress && <p className="font-medium">{order.progress}</p>}
        {thanks && <p>{texts.letter(order.buyer.email)}</p>}
        {isWaiting(order) && <Waiting order={order} onCancel={onCancel} />}
        {ENDS.includes(code) && <Ended order={order} />}
        <Way order={order} />
      </div>
    </section>
  );
}

/** Its places may be kept no longer, and as long as it waits the same cart can place no other. */
function TooLate({ onCancel }: Pick<Props, "onCancel">) {
  return (
    <div className="grid gap-4">
      <p>{texts.payTooLate}</p>
      <Button kind="petal" onClick={onCancel} className="justify-self-start">
        {texts.cancelFirst}
      </Button>
    </div>
  );
}

const ENDS = ["cancelled", "expired", "replaced"];

/** What became of its money, and the way on: the cart still has what was never sold. */
function Ended({ order }: { order: Order }) {
  // Only a confirmed order empties the cart; a cancelled one that was never charged had not been confirmed.
  const kept = !isCancelled(order) || ["expired", "failed"].includes(order.payment.status.code);
  return (
    <>
      <p className="font-medium">{moneyWords(order)}</p>
      <Offers order={order} />
      {order.replaced_by ? (
        <LinkButton to={links.order(order.replaced_by)} kind="petal" className="mt-2 justify-self-start">
          {texts.seeOrder(order.replaced_by)}
        </LinkButton>
      ) : (
        <LinkButton to={kept ? links.cart : links.flowers()} kind="petal" className="mt-2 justify-self-start">
          {kept ? texts.orderAgain : texts.seeFlowers}
        </LinkButton>
      )}
    </>
  );
}

/** The next times for what could not be kept when its money came late. */
function Offers({ order: { offers } }: { order: Order }) {
  const slots = offers.flatMap((offer) => offer.slots);
  if (slots.length === 0) return null;
  return (
    <div className="grid gap-1">
      <p>{texts.stillPossible}</p>
      <ul className="list-inside list-disc">
        {slots.map(({ id, date, label }) => (
          <li key={id}>
            {formatDay(date, "words")}, {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

function moneyWords({ payment, totals }: Order): string {
  const total = formatMoney(totals.total);
  switch (payment.status.code) {
    case "succeeded": return moneyTexts.onItsWay(total);
    case "refunded": return moneyTexts.back(total);
    case "partly_refunded": return moneyTexts.partly;
    case "unknown":
    case "capturing": return moneyTexts.unknown;
    default: return moneyTexts.none;
  }
}

/** The way to the payment page, for as long as flowers can be held; the page looks for the payment by itself meanwhile. */
function Waiting({ order, onCancel }: Props) {
  const client = useQueryClient();
  const query = orderQuery(order.number);
  const looks = client.getQueryState(query.queryKey)?.dataUpdateCount ?? 0;
  return (
    <div className="mt-2 grid gap-4">
      {order.payment.declined && <p role="alert" className="font-medium">{texts.declined}</p>}
      {order.can_pay && order.held_until && <Held until={order.held_until} />}
      {order.can_pay ? <Pay order={order} /> : <TooLate onCancel={onCancel} />}
      {!hasWaitedLong(looks) && (
        <p className="flex items-center gap-2.5 text-sm text-petal-wash">
          <Spinner /> {texts.looking}
        </p>
      )}
      {hasWaitedLong(looks) && (
        <p>
          {texts.waitedLong}{" "}
          <button type="button" onClick={() => void client.invalidateQueries({ queryKey: query.queryKey })} className="link min-h-11">
            {texts.lookAgain}
          </button>
        </p>
      )}
    </div>
  );
}
