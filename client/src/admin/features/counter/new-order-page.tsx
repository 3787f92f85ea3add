/** An order taken on the phone or at the counter: one page that fills from its top down, the sums always in sight. */
import { Grid, Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import type { Shop } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { todayIn } from "@/admin/lib/today";
import { instantOf } from "@/admin/lib/wall-clock";
import { said } from "@/admin/ui/said";
import { isKnown, type Buyer } from "./buyer";
import { CodeSection } from "./code";
import { Flowers } from "./flowers";
import { Head } from "./head";
import { Pay, type Paying } from "./pay";
import { sectionOf, usePlacing, type Section } from "./place";
import { deskCartQuery, openCartsQuery, type Channel, type DeskCart, type OpenCart, type OrderBody } from "./queries";
import { useSaid, type Said } from "./said";
import { texts } from "./texts";
import { Foot, Total } from "./total";
import { When } from "./when";
import { Who } from "./who";
import { Whom } from "./whom";

export default function NewOrderPage() {
  useDocumentTitle(texts.title);
  const [params] = useSearchParams();
  const { data: open } = useSuspenseQuery(openCartsQuery);
  const asked = params.get("cart");
  const id = (open.find((each) => each.id === asked) ?? open[0])?.id ?? "";
  const { data: cart } = useSuspenseQuery(deskCartQuery(id));
  const { data: shop } = useSuspenseQuery(shopQuery);
  return <Whole key={cart.id} cart={cart} open={open} shop={shop} />;
}

function Whole({ cart, open, shop }: { cart: DeskCart; open: OpenCart[]; shop: Shop }) {
  const { said, say } = useSaid(cart.id);
  const { channel, buyer, paying } = said;
  const placing = usePlaced(buyer, paying);
  const about = sectionOf(placing.error);
  const errorOf = (section: Section) => (about === section ? placing.error : null);
  const choose = (to: Channel) => say({ channel: to, paying: { ...paying, payment: to === "phone" ? "link" : "card" } });
  const missing = missingOf(cart, buyer, paying);
  const foot = { cart, missing, busy: placing.isPending || placing.isSuccess, onPlace: () => { if (buyer) placing.mutate(bodyOf({ ...said, cart, buyer, zone: shop.time_zone })); } };
  return (
    <Stack gap="lg">
      <Head channel={channel} cart={cart} open={open} onChannel={choose} />
      <Grid gap={{ base: "md", lg: "xl" }}>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <Who buyer={buyer} byLink={paying.payment === "link"} error={errorOf("who")} onChange={(next) => say({ buyer: next })} />
            <Flowers cart={cart} error={errorOf("flowers")} />
            <Whom cart={cart} buyer={buyer} error={errorOf("whom")} />
            <When cart={cart} error={errorOf("when")} />
            <CodeSection cart={cart} error={errorOf("code")} />
            <Pay paying={paying} today={todayIn(shop.time_zone)} noEmail={buyer !== null && buyer.email.trim() === ""} error={errorOf("pay")} onChange={(part) => say({ paying: { ...paying, ...part } })} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Total {...foot} error={about ? null : placing.error} />
        </Grid.Col>
      </Grid>
      <Foot {...foot} />
    </Stack>
  );
}

/** Placed, the page goes on to the order and says what comes next. */
function usePlaced(buyer: Buyer | null, { payment }: Paying) {
  const navigate = useNavigate();
  return usePlacing(({ number, totals }) => {
    const words = { link: texts.placedLink(buyer?.email ?? ""), account: texts.placedAccount, cash: texts.placedPaid(formatMoney(totals.total)), card: texts.placedPaid(formatMoney(totals.total)) };
    void navigate(`/orders/${number}`);
    said(words[payment]);
  });
}

function missingOf({ deliveries, count }: DeskCart, buyer: Buyer | null, { payment }: Paying): string[] {
  const [delivery] = deliveries;
  const is = {
    who: buyer !== null && isKnown(buyer),
    email: buyer === null || payment !== "link" || buyer.email.trim() !== "",
    flowers: count > 0,
    whom: Boolean(delivery?.recipient),
    when: Boolean(delivery?.slot),
  };
  return Object.entries(texts.missingParts).flatMap(([part, words]) => (is[part as keyof typeof is] ? [] : [words]));
}

interface Wish extends Said { cart: DeskCart; buyer: Buyer; zone: string }

function bodyOf({ cart, channel, buyer, paying: { payment, due, substitution }, zone }: Wish): OrderBody {
  const { name, email, phone, account_id } = buyer;
  const later = payment === "link" || payment === "account";
  return {
    cart_id: cart.id,
    channel,
    buyer: { name: name.trim(), email: email.trim(), phone: phone.trim() },
    account_id,
    expected_total: cart.totals.total,
    payment,
    due_at: later && due ? instantOf(due, zone) : null,
    substitution,
  };
}
