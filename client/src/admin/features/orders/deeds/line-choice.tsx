import { ActionIcon, Group, Radio, Stack, Text } from "@mantine/core";
import { Minus, Plus } from "lucide";
import { formatMoney } from "@/lib/money";
import { Icon } from "@/admin/ui/icon";
import { orderTexts, refundTexts as texts } from "../texts";
import type { Ask, Choice } from "./refund-ask";

interface Props { choices: Choice[]; ask: Ask; onChange: (part: Partial<Ask>) => void }

const TALL = 44;

/** Which line, and how many pieces of it. */
export function LineChoice({ choices, ask, onChange }: Props) {
  const chosen = choices.find(({ line }) => line.id === ask.lineId);
  const most = chosen?.line.refunds.length ?? 1;
  return (
    <Stack gap="md">
      <Radio.Group label={texts.lines} size="md" value={ask.lineId} onChange={(lineId) => onChange({ lineId, quantity: 1 })}>
        <Stack gap="xs" mt="xs">
          {choices.map(({ line, recipient }) => (
            <Radio.Card key={line.id} value={line.id} p="md" radius="md" withBorder>
              <Group wrap="nowrap" align="flex-start">
                <Radio.Indicator size="md" />
                <div>
                  <Text fw={550}>{orderTexts.pieces(line.refunds.length, line.product_name)}</Text>
                  <Text size="sm" c="gray.6">{[line.variant_label, recipient, formatMoney(line.unit_price)].join(" · ")}</Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      {most > 1 && (
        <Group role="group" aria-label={texts.quantity}>
          <Text fw={550}>{texts.quantity}</Text>
          <ActionIcon variant="default" size={TALL} aria-label={texts.fewer} disabled={ask.quantity <= 1} onClick={() => onChange({ quantity: ask.quantity - 1 })}><Icon of={Minus} /></ActionIcon>
          <Text size="lg" miw={24} ta="center" aria-live="polite">{ask.quantity}</Text>
          <ActionIcon variant="default" size={TALL} aria-label={texts.moreOf} disabled={ask.quantity >= most} onClick={() => onChange({ quantity: ask.quantity + 1 })}><Icon of={Plus} /></ActionIcon>
        </Group>
      )}
    </Stack>
  );
}
