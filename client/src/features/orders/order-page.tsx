import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, useLocation, useParams } from "react-router";
import type { Order } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { dialOf } from "@/lib/phone";
import { cartQuery } from "@/lib/questions/cart";
import { useOrderAgain } from "@/lib/questions/orders";
import { shopQuery } from "@/lib/questions/shop";
import { OrderAgain } from "@/ui/order-again";
import { Balance } from "./balance";
import { Cancel } from "./cancel";
import { DeliveryCard } from "./delivery-card";
import { accessQuery, isWaiting, orderQuery, wasSold } from "./queries";
import { StatusPanel } from "./status-panel";
import { KeepOrder } from "./keep-order";
import { History, Totals } from "./sums-and-history";
import { texts } from "./texts";
import { UnknownOrder } from "./unknown-order";

const TOKEN = "#token=";

/** An order as its buyer sees it. A letter's link carries a secret behind the #, which is exchanged and then forgotten. */
export default function OrderPage() {
  const { number = "" } = useParams();
  const { hash } = useLocation();
  if (hash.startsWith(TOKEN)) return <Exchange number={number} token={decodeURIComponent(hash.slice(TOKEN.length))} />;
  return <Known number={number} />;
}

function Exchange({ number, token }: { number: string; token: string }) {
  useSuspenseQuery(accessQuery(number, token));
  const { pathname, search } = useLocation();
  return <Navigate to={{ pathname, search, hash: "" }} replace />;
}

function Known({ number }: { number: string }) {
  useDocumentTitle(texts.title(number));
  const { data: order } = useSuspenseQuery(orderQuery(number));
  useFreshCart(order);
  return order ? <Whole order={order} /> : <UnknownOrder />;
}

/** The server empties the cart when the payment is through: the one shown has to follow. */
function useFreshCart(order: Order | null): void {
  const client = useQueryClient();
  const paid = order !== null && !isWaiting(order);
  useEffect(() => {
    if (paid) void client.invalidateQueries({ queryKey: cartQuery.queryKey });
  }, [paid, client]);
}

function Whole({ order }: { order: Order }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const { number, deliveries, placed_at } = order;
  const [cancelling, setCancelling] = useState(false);
  const again = useOrderAgain(number);
  return (
    <div className="page grid gap-10 pt-8 lg:gap-14 lg:pt-14">
      <StatusPanel order={order} onCancel={() => setCancelling(true)} />
      <div className="grid items-start gap-10 lg:grid-cols-[1.6fr_1fr] lg:gap-16">
        <div className="grid gap-10">
          <Balance order={order} />
          {wasSold(order) && <KeepOrder order={order} />}
          {deliveries.map((delivery, index) => (
            <DeliveryCard key={delivery.id} delivery={delivery} sold={wasSold(order)} index={index + 1} of={deliveries.length} timeZone={shop.time_zone} />
          ))}
        </div>
        <aside aria-label={texts.totals} className="grid gap-8 rounded-lg bg-card p-6 shadow-lift lg:p-8">
          <div>
            <p className="font-display text-heading tabular-nums">{texts.number(number)}</p>
            <p className="text-sm text-ink-soft">{texts.placed(formatInstant(placed_at, shop.time_zone))}</p>
          </div>
          <Totals order={order} />
          <div className="text-sm">
            <p className="font-medium">{texts.choice}</p>
            <p className="text-ink-soft">{texts.choices[order.substitution]}</p>
          </div>
          <History order={order} timeZone={shop.time_zone} />
          {wasSold(order) && <OrderAgain number={number} kind="quiet" {...again} />}
          <Cancel order={order} timeZone={shop.time_zone} asking={cancelling} onAsk={setCancelling} />
          <p className="text-sm text-ink-soft">
            {texts.help}{" "}
            <a href={dialOf(shop.phone)} className="link whitespace-nowrap text-ink">
              {shop.phone}
            </a>
          </p>
        </aside>
      </div>
    </div>
  );
}
