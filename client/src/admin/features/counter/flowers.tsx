/** What is in it: found by name, with its size and how many. */
import { ActionIcon, Box, Group, Image, Stack, Text } from "@mantine/core";
import { Minus, Plus, X } from "lucide";
import type { CartLine } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { Icon } from "@/admin/ui/icon";
import { ProductFinder } from "@/admin/ui/product-finder";
import { useLines, type DeskCart } from "./queries";
import { Section } from "./section";
import { texts } from "./texts";

const TALL = 44;

export function Flowers({ cart, error }: { cart: DeskCart; error: unknown }) {
  const { add, change, remove } = useLines(cart);
  const [delivery] = cart.deliveries;
  const lines = cart.deliveries.flatMap((each) => each.lines);
  const refused = error ?? add.error ?? change.error ?? remove.error;
  return (
    <Section title={texts.flowers} error={refused}>
      <ProductFinder
        on={{ date: delivery?.date ?? null, postcode: delivery?.postcode ?? null }}
        busy={add.isPending}
        onAdd={({ variant_id }) => add.mutate({ variant_id, quantity: 1, ...(delivery ? { delivery_id: delivery.id } : {}) })}
      />
      {lines.length > 0 && (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }} aria-label={texts.inCart}>
          {lines.map((line) => (
            <li key={line.id}>
              <Line line={line} busy={change.isPending || remove.isPending} onQuantity={(quantity) => change.mutate({ line: line.id, quantity })} onRemove={() => remove.mutate(line.id)} />
            </li>
          ))}
        </Stack>
      )}
    </Section>
  );
}

interface LineProps { line: CartLine; busy: boolean; onQuantity: (quantity: number) => void; onRemove: () => void }

function Line({ line, busy, onQuantity, onRemove }: LineProps) {
  const { product_name, variant_label, image_url, quantity, total, discount, available } = line;
  const press = (deed: () => void) => (busy ? undefined : deed);
  return (
    <Group gap="sm" align="center" justify="flex-end">
      <Image src={image_url} alt="" w={52} h={52} radius="sm" fit="cover" style={{ flexShrink: 0 }} />
      <Box flex="1 1 180px">
        <Text fw={550}>{product_name}</Text>
        <Text size="sm" c="gray.7">{variant_label}</Text>
        {!available && <Text size="sm" c="petal.8">{texts.unavailable}</Text>}
      </Box>
      <Group gap={4} wrap="nowrap" role="group" aria-label={texts.quantityOf(product_name)}>
        <ActionIcon variant="default" size={TALL} disabled={quantity <= 1} aria-label={texts.fewer(product_name)} onClick={press(() => onQuantity(quantity - 1))}><Icon of={Minus} size={18} /></ActionIcon>
        <Text w={28} ta="center" fw={550} aria-live="polite" style={{ fontVariantNumeric: "tabular-nums" }}>{quantity}</Text>
        <ActionIcon variant="default" size={TALL} aria-label={texts.more(product_name)} onClick={press(() => onQuantity(quantity + 1))}><Icon of={Plus} size={18} /></ActionIcon>
      </Group>
      <Stack gap={0} align="flex-end" miw={72} style={{ fontVariantNumeric: "tabular-nums" }}>
        {discount.amount > 0 && <Text size="sm" c="gray.6" td="line-through">{formatMoney(total)}</Text>}
        <Text>{formatMoney({ ...total, amount: total.amount - discount.amount })}</Text>
      </Stack>
      <ActionIcon variant="subtle" color="gray.7" size={TALL} aria-label={texts.removeOf(product_name)} onClick={press(onRemove)}><Icon of={X} size={18} /></ActionIcon>
    </Group>
  );
}
