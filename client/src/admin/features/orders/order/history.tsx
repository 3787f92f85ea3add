import { Stack, Text } from "@mantine/core";
import { formatInstant } from "@/lib/dates";
import type { DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { Panel } from "./panel";

/** Who did what when, the newest first; of several deliveries each says for whom it is. */
export function History({ order }: { order: DeskOrder }) {
  const names = new Map(order.deliveries.map(({ id, recipient }) => [id, recipient.name]));
  const several = names.size > 1;
  return (
    <Panel title={texts.history}>
      <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: "none" }}>
        {order.history.toReversed().map(({ at, who, what, why, delivery_id }, index) => (
          <li key={`${at} ${index}`}>
            <Text fw={550}>{[what, several && delivery_id && names.get(delivery_id)].filter(Boolean).join(", ")}</Text>
            {why && <Text size="sm" c="gray.7" style={{ overflowWrap: "anywhere" }}>{why}</Text>}
            <Text size="sm" c="gray.6">{`${formatInstant(at, order.time_zone)} · ${who}`}</Text>
          </li>
        ))}
      </Stack>
    </Panel>
  );
}
