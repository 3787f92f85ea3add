/** Flowers by name, then the size: each press adds one. */
import { Button, Group, Image, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide";
import { useEffect, useRef, useState } from "react";
import type { Money, Product, ProductSummary } from "@/lib/api/types";
import { formatMoney } from "@/lib/money";
import { findProductsQuery, productQuery, type For } from "@/admin/lib/products";
import { Trouble } from "./faces";
import { Finder } from "./finder";
import { Icon } from "./icon";
import { productTexts as texts } from "./product-texts";

const PAUSE_MS = 200;

/** One size of a product, or a gift that goes with it. */
export interface Chosen { variant_id: number; name: string; label: string; price: Money; image: string | null }

interface Props { on: For; busy: boolean; focused?: boolean; onAdd: (chosen: Chosen) => void }

export function ProductFinder({ on, busy, focused, onAdd }: Props) {
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const [picked, setPicked] = useState<{ slug: string; time: number } | null>(null);
  const { data, error, isFetching } = useQuery(findProductsQuery(asked, on));
  const items = typed.trim() === "" ? [] : (data?.items ?? []);
  return (
    <Stack gap="sm">
      <Finder
        label={texts.find}
        hint={texts.findHint}
        words={typed}
        options={items.map((item) => ({ value: item.slug, label: <Found item={item} /> }))}
        busy={isFetching}
        none={texts.none(typed.trim())}
        focused={focused}
        onType={setTyped}
        onPick={(slug) => { setPicked({ slug, time: (picked?.time ?? 0) + 1 }); setTyped(""); }}
      />
      {error && <Trouble error={error} />}
      {picked && <Sizes key={picked.time} slug={picked.slug} on={on} busy={busy} onAdd={onAdd} />}
    </Stack>
  );
}

function Found({ item: { name, image_url, price_from, left } }: { item: ProductSummary }) {
  return (
    <Group wrap="nowrap" gap="sm">
      <Image src={image_url} alt="" w={44} h={44} radius="sm" fit="cover" />
      <Text size="md" fw={550} flex={1}>{name}</Text>
      <Text size="sm" c={left === 0 ? "petal.8" : "gray.7"}>{left === 0 ? texts.soldOut : texts.from(formatMoney(price_from, { short: true }))}</Text>
    </Group>
  );
}

function Sizes({ slug, on, busy, onAdd }: Omit<Props, "focused"> & { slug: string }) {
  const { data, error, refetch } = useQuery(productQuery(slug, on));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { name, variants, addons, image_url } = data;
  return (
    <Stack gap="xs" role="group" aria-label={texts.sizesOf(name)} bg="gray.1" p="md" style={{ borderRadius: "var(--mantine-radius-md)" }}>
      <Group gap="sm" wrap="nowrap">
        <Image src={image_url} alt="" w={56} h={56} radius="sm" fit="cover" />
        <Text fw={600} size="lg">{name}</Text>
      </Group>
      <Group gap="xs">
        {variants.map((variant, index) => (
          <Size key={variant.id} label={variant.label} price={variant.price} left={variant.left} focused={index === 0} busy={busy} onAdd={() => onAdd({ variant_id: variant.id, name, label: variant.label, price: variant.price, image: image_url })} />
        ))}
      </Group>
      {addons.length > 0 && <Gifts addons={addons} busy={busy} onAdd={onAdd} />}
    </Stack>
  );
}

interface SizeProps { label: string; price: Money; left: number | null; focused: boolean; busy: boolean; onAdd: () => void }

function Size({ label, price, left, focused, busy, onAdd }: SizeProps) {
  const button = useRef<HTMLButtonElement>(null);
  // Whoever picked it with Enter goes on with Enter.
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  const words = [formatMoney(price, { short: true }), left !== null && (left === 0 ? texts.soldOut : texts.left(left))].filter(Boolean).join(" · ");
  return (
    <Button
      variant="default"
      h={56}
      leftSection={<Icon of={Plus} size={18} />}
      disabled={left === 0 || undefined}
      aria-disabled={busy || undefined}
      ref={button}
      onClick={busy ? undefined : onAdd}
    >
      <Stack gap={0} align="flex-start">
        <Text size="md" fw={550}>{label}</Text>
        <Text size="sm" c="gray.7">{words}</Text>
      </Stack>
    </Button>
  );
}

function Gifts({ addons, busy, onAdd }: Pick<Product, "addons"> & Pick<Props, "busy" | "onAdd">) {
  return (
    <Group gap={0}>
      {addons.map(({ variant_id, name, price, image_url }) => (
        <Button key={variant_id} variant="subtle" h={44} px="sm" aria-disabled={busy || undefined} leftSection={<Icon of={Plus} size={16} />} onClick={busy ? undefined : () => onAdd({ variant_id, name, label: "", price, image: image_url })}>
          {texts.gift(name, formatMoney(price, { short: true }))}
        </Button>
      ))}
    </Group>
  );
}
