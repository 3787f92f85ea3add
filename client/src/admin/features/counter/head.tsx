/** Where the order comes from, the others that were begun, and the way to let go of this one. */
import { Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { ArrowLeft, Plus } from "lucide";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { Link } from "@/admin/ui/link";
import { complained, said } from "@/admin/ui/said";
import { useAnother, useDiscard, type Channel, type DeskCart, type OpenCart } from "./queries";
import { texts } from "./texts";

interface Props { channel: Channel; cart: DeskCart; open: OpenCart[]; onChannel: (channel: Channel) => void }

export function Head({ channel, cart, open, onChannel }: Props) {
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
      <Others cart={cart} open={open} />
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

/** Somebody else calls meanwhile: what was begun waits here. */
function Others({ cart, open }: Pick<Props, "cart" | "open">) {
  const navigate = useNavigate();
  const another = useAnother((id) => void navigate(`?cart=${id}`));
  const others = open.filter(({ id }) => id !== cart.id);
  if (cart.count === 0 && others.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={texts.others}>
      {others.map(({ id, count, recipients }) => (
        <Button key={id} variant="default" h={44} onClick={() => void navigate(`?cart=${id}`)}>{texts.other(recipients, count)}</Button>
      ))}
      <Button variant="subtle" h={44} leftSection={<Icon of={Plus} size={18} />} loading={another.isPending} onClick={() => another.mutate(undefined, { onError: complained })}>{texts.another}</Button>
    </Group>
  );
}
