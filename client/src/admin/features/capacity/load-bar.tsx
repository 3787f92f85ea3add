/** How much is taken of what there is, as numbers and as a bar; what is too much stands beside it in words. */
import { Progress, Stack, Text } from "@mantine/core";
import type { Load } from "@/admin/lib/calendar";

interface Props { load: Load; words: string; over: string }

export function LoadBar({ load, words, over }: Props) {
  const { capacity, reserved, overbooked, open } = load;
  const share = capacity > 0 ? Math.min(100, (reserved / capacity) * 100) : reserved > 0 ? 100 : 0;
  return (
    <Stack gap={3} w="100%" align="stretch">
      <Text component="span" size="sm" fw={550} c={open ? undefined : "gray.6"} style={{ fontVariantNumeric: "tabular-nums" }}>{words}</Text>
      <Progress aria-hidden="true" value={share} size={5} color={overbooked > 0 ? "petal.7" : share >= 100 ? "pollen.6" : "green.6"} />
      {overbooked > 0 && <Text component="span" size="xs" fw={600} c="petal.8">{over}</Text>}
    </Stack>
  );
}
