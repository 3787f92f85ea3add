/** The sums, always in sight: beside the page where there is room, at its foot where there is not. */
import { Box, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { isProblem } from "@/lib/api/problem";
import { formatMoney } from "@/lib/money";
import { Trouble } from "@/admin/ui/faces";
import { Sums } from "@/admin/ui/sums";
import type { DeskCart } from "./queries";
import { texts } from "./texts";

interface Props {
  cart: DeskCart;
  /** What has to be said before it can be placed. */
  missing: string[];
  /** A refusal that belongs to no question of the page. */
  error: unknown;
  busy: boolean;
  onPlace: () => void;
}

export function Total({ cart, missing, error, busy, onPlace }: Props) {
  return (
    <Paper component="section" aria-label={texts.sums} p="lg" radius="lg" bg="white" shadow="xs" pos={{ base: "static", lg: "sticky" }} top={24}>
      <Stack gap="md">
        <Title order={2} size="h3">{texts.sums}</Title>
        {cart.count === 0 ? <Text c="gray.7">{texts.nothing}</Text> : <Sums totals={cart.totals} soFar={!cart.totals.complete} />}
        <Refused error={error} />
        <Box visibleFrom="lg"><Place cart={cart} missing={missing} busy={busy} onPlace={onPlace} /></Box>
      </Stack>
    </Paper>
  );
}

/** The foot of the page on a tablet and a phone. */
export function Foot({ cart, missing, busy, onPlace }: Omit<Props, "error">) {
  return (
    <Paper hiddenFrom="lg" pos="sticky" bottom={0} p="md" mx={{ base: "calc(-1 * var(--mantine-spacing-md))", md: 0 }} bg="white" shadow="md" radius={0} style={{ zIndex: 5 }}>
      <Place cart={cart} missing={missing} busy={busy} onPlace={onPlace} row />
    </Paper>
  );
}

function Place({ cart, missing, busy, onPlace, row = false }: Omit<Props, "error"> & { row?: boolean }) {
  const total = formatMoney(cart.totals.total);
  const button = <Button size="lg" fullWidth={!row} disabled={missing.length > 0} loading={busy} onClick={onPlace}>{texts.place(total)}</Button>;
  const words = missing.length > 0 && <Text size="sm" c="gray.7" flex={row ? 1 : undefined}>{texts.missing(missing)}</Text>;
  return row ? <Group justify="space-between" wrap="nowrap">{words || <span />}{button}</Group> : <Stack gap="xs">{button}{words}</Stack>;
}

function Refused({ error }: { error: unknown }) {
  if (!error) return null;
  const { expected, actual } = isProblem(error, "price_changed") ? error.extras : {};
  if (expected && actual) return <Text role="alert" c="petal.8">{texts.priceChanged(formatMoney(expected), formatMoney(actual))}</Text>;
  return <Trouble error={error} />;
}
