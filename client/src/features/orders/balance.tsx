import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Instant, Order } from "@/lib/api/types";
import { leaveTo } from "@/lib/leave";
import { LOCALE } from "@/lib/locale";
import { mine } from "@/lib/mine";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { Button } from "@/ui/button";
import { CallUs, Refusal } from "./refusal";
import { orderQuery, owes } from "./queries";
import { balanceTexts as texts } from "./texts";

/** What is still to pay of an order that is made all the same: taken on the phone, or changed since. */
export function Balance({ order }: { order: Order }) {
  const { data: shop } = useQuery(shopQuery);
  const pay = usePay(order.number);
  if (!owes(order) || !shop) return null;
  const { balance_due: due, due_at, totals } = order;
  const paid = totals.total.amount - totals.credit.amount - due.amount;
  return (
    <section aria-labelledby="balance" className="grid gap-4 rounded-lg bg-card p-6 shadow-lift sm:p-8">
      <h2 id="balance" className="text-heading">
        {titleOf(formatMoney(due), due_at, shop.time_zone)}
      </h2>
      <p className="text-ink-soft">
        {paid > 0 && texts.part(formatMoney({ ...due, amount: paid }), formatMoney({ ...due, amount: paid + due.amount }))} {texts.text}
      </p>
      {order.can_pay ? (
        <Button size="lg" busy={pay.isPending || pay.isSuccess} onClick={() => pay.mutate()} className="justify-self-start">
          {texts.pay(formatMoney(due))}
        </Button>
      ) : (
        <p className="text-sm">
          {texts.call} <CallUs />
        </p>
      )}
      {pay.error && <Refusal error={pay.error} />}
    </section>
  );
}

function titleOf(sum: string, until: Instant | null, timeZone: string): string {
  if (!until) return texts.title(sum);
  const when = deadline(until, timeZone);
  return Date.parse(until) < Date.now() ? texts.overdue(sum, when) : texts.titleBy(sum, when);
}

/** "Friday, November 27, 6 PM" in the shop's zone. */
function deadline(instant: Instant, timeZone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat(LOCALE, { weekday: "long", month: "long", day: "numeric", timeZone }).format(at);
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(at);
  return `${day}, ${time.replace(":00", "")}`;
}

/** On to the payment page for what is due; after a refusal the order is looked at again. */
function usePay(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => mine.post("/api/orders/{number}/payment", { path: { number } }),
    onSuccess: ({ redirect_url }) => leaveTo(redirect_url),
    onError: () => client.invalidateQueries({ queryKey: orderQuery(number).queryKey }),
  });
}
