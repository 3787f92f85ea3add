import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { links } from "@/lib/links";
import { ordersQuery, PAGE_SIZE } from "@/lib/questions/orders";
import { shopQuery } from "@/lib/questions/shop";
import { LinkButton } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { EmptyState } from "@/ui/states";
import { Page } from "../page";
import { orderTexts as texts } from "../texts";
import { Claim } from "./claim";
import { OrderRow } from "./order-row";

/** Her orders, the newest first. */
export default function OrdersPage() {
  const [params] = useSearchParams();
  const page = Math.max(1, Number(params.get("page")) || 1);
  const { data: list } = useSuspenseQuery(ordersQuery(page));
  const { data: shop } = useSuspenseQuery(shopQuery);
  const pages = Math.ceil(list.total / PAGE_SIZE);
  return (
    <Page title={texts.title}>
      {list.items.length === 0 ? (
        <EmptyState title={texts.emptyTitle} action={<LinkButton to={links.flowers()}>{texts.seeFlowers}</LinkButton>}>
          {texts.emptyText}
        </EmptyState>
      ) : (
        <ul aria-label={texts.title} className="grid gap-4">
          {list.items.map((order) => (
            <li key={order.number}>
              <OrderRow order={order} timeZone={shop.time_zone} />
            </li>
          ))}
        </ul>
      )}
      {pages > 1 && <Pages page={page} of={pages} />}
      <Disclosure summary={texts.missingOrder} open={params.has("claim")}>
        <Claim />
      </Disclosure>
    </Page>
  );
}

function Pages({ page, of }: { page: number; of: number }) {
  const to = (n: number) => `${links.account("orders")}?page=${n}`;
  return (
    <nav aria-label={texts.pages} className="flex items-center justify-center gap-4">
      {page > 1 && <LinkButton to={to(page - 1)} kind="quiet" size="sm">{texts.before}</LinkButton>}
      <span className="text-sm text-ink-soft tabular-nums">{texts.page(page, of)}</span>
      {page < of && <LinkButton to={to(page + 1)} kind="quiet" size="sm">{texts.next}</LinkButton>}
    </nav>
  );
}
