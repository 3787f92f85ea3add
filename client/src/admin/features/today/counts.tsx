import { SimpleGrid, Text } from "@mantine/core";
import type { DayDelivery } from "./queries";
import { texts } from "./texts";

/** How far the day is, in numbers; a failed one shows only when there is one. */
export function Counts({ deliveries }: { deliveries: DayDelivery[] }) {
  const by = (code: string) => deliveries.filter(({ status }) => status.code === code || (code === "scheduled" && status.code === "rescheduled")).length;
  const entries = Object.entries(texts.counts).filter(([code]) => code !== "failed" || by(code) > 0);
  return (
    <SimpleGrid component="dl" cols={{ base: 3, sm: entries.length }} spacing="xs" m={0} aria-label={texts.countsLabel}>
      {entries.map(([code, label]) => (
        <div key={code} style={{ display: "flex", flexDirection: "column-reverse" }}>
          <Text component="dt" size="sm" c="gray.6">{label}</Text>
          <Text component="dd" m={0} ff="heading" fz={40} lh={1.1} c={code === "failed" ? "petal.7" : by(code) ? "gray.9" : "gray.5"}>{by(code)}</Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
