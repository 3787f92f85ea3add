/** An order taken on the phone or at the counter: one page that fills from its top down, the sums always in sight. */
import { Button, Grid, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Shop } from "@/lib/api/types";
import { useDocumentTitle } from "@/lib/document-title";
import { formatMoney } from "@/lib/money";
import { shopQuery } from "@/lib/questions/shop";
import { todayIn } from "@/admin/lib/today";
import { instantOf } from "@/admin/lib/wall-clock";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { Link } from "@/admin/ui/link";
import { said } from "@/admin/ui/said";
import { isKnown, type Buyer } from "./buyer";
import { CodeSection } from "./code";
import { Flowers } from "./flowers";
import { Pay, type Paying } from "./pay";
import { sectionOf, usePlacing, type Section } from "./place";
import { deskCartQuery, useDiscard, type Channel, type DeskCart, type OrderBody } from "./queries";
import { texts } from "./texts";
import { Foot, Total } from "./total";
import { When } from "./when";
import { Who } from "./who";
import { Whom } from "./whom";

export default function NewOrderPage() {
  useDocumentTitle(texts.title);
  const { data: cart } = useSuspenseQuery(deskCartQuery);
  const { data: shop } = useSuspenseQuery(shopQuery);
  return <Whole key={cart.id} cart={cart} shop={shop} />;
}

function Whole({ cart, shop }: { cart: DeskCart; shop: Shop }) {
  const [channel, setChannel] = useState<Channel>("phone");
  const [buyer, setBuyer] = useState<Buyer | null>(null);
  const [paying, setPaying] = useState<Paying>({ payment: "link", due: "", substitution: "match_color" });
  const placing = usePlaced(buyer, paying);
  const about = sectionOf(placing.error);
  const errorOf = (section: Section) => (about === section ? placing.error : null);
  const choose = (to: Channel) => {
    setChannel(to);
    setPaying((before) => ({ ...before, payment: to === "phone" ? "link" : "card" }));
  };
  const missing = missingOf(cart, buyer, paying);
  const foot = { cart, missing, busy: placing.isPending || placing.isSuccess, onPlace: () => { if (buyer) placing.mutate(bodyOf({ cart, channel, buyer, paying, zone: shop.time_zone })); } };
  return (
    <Stack gap="lg">
      <Head channel={channel} cart={cart} onChannel={choose} />
      <Grid gap={{ base: "md", lg: "xl" }}>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <Who buyer={buyer} byLink={paying.payment === "link"} error={errorOf("who")} onChange={setBuyer} />
            <Flowers cart={cart} error={errorOf("flowers")} />
            <Whom cart={cart} buyer={buyer} error={errorOf("whom")} />
            <When cart={cart} error={errorOf("when")} />
            <CodeSection cart={cart} error={errorOf("code")} />
            <Pay paying={paying} today={todayIn(shop.time_zone)} noEmail={buyer !== null && buyer.email.trim() === ""} error={errorOf("pay")} onChange={(part) => setPaying((before) => ({ ...before, ...part }))} />
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

function Head({ channel, cart, onChannel }: { channel: Channel; cart: DeskCart; onChannel: (channel: Channel) => void }) {
  const [discarding, setDiscarding] = useState(false);
  return (
    <Stack gap="xs">
      <Link to="/orders" size="md" display="inline-flex" style={{ alignItems: "center", gap: 6, alignSelf: "flex-start", minHeight: 44 }}>
        <Icon of={ArrowLeft} size={18} /> {texts.back}
      </Link>
      <Group justify="space-between">
        <Title order={1}>{texts.title}</Title>
        <Group gap="sm">
          <SegmentedControl aria-label={texts.channel} size="md" value={channel} onChange={(to) => onChannel(to as Channel)} data={Object.entries(texts.channels).map(([value, label]) => ({ value, label }))} />
          <Button variant="subtle" color="petal.7" h={44} onClick={() => setDiscarding(true)}>{texts.discard}</Button>
        </Group>
      </Group>
      {discarding && <Discard cart={cart} onClose={() => setDiscarding(false)} />}
    </Stack>
  );
}

function Discard({ cart, onClose }: { cart: DeskCart; onClose: () => void }) {
  const discard = useDiscard(cart);
  return (
    <Dialog title={texts.discardTitle} onClose={onClose}>
      <Stack>
        <Text>{texts.discardMore}</Text>
        {discard.error && <Trouble error={discard.error} />}
        <Actions>
          <Button variant="default" size="md" data-autofocus onClick={onClose}>{texts.keep}</Button>
          <Button size="md" color="petal" loading={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => said(texts.discarded) })}>{texts.discard}</Button>
        </Actions>
      </Stack>
    </Dialog>
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

interface Said { cart: DeskCart; channel: Channel; buyer: Buyer; paying: Paying; zone: string }

function bodyOf({ cart, channel, buyer, paying: { payment, due, substitution }, zone }: Said): OrderBody {
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
