/** The lines of a delivery with their stems, for all pieces of each. */
import { Group, Image, Stack, Table, Text, Title } from "@mantine/core";
import type { DeskDelivery, DeskLine } from "../queries";
import { orderTexts as texts } from "../texts";

export function ToMake({ delivery }: { delivery: DeskDelivery }) {
  return (
    <Stack gap="md">
      <Title order={3} size="h5" c="gray.7">{texts.make}</Title>
      {delivery.lines.map((line) => <Line key={line.id} line={line} />)}
    </Stack>
  );
}

function Line({ line }: { line: DeskLine }) {
  const left = line.quantity - line.cancelled;
  return (
    <Group align="flex-start" wrap="nowrap" gap="md">
      {line.image_url && <Image src={line.image_url} alt="" w={84} h={105} radius="md" fit="cover" bg="gray.1" />}
      <Stack gap={4} flex={1}>
        <Text fw={550} size="lg" td={left === 0 ? "line-through" : undefined}>{texts.pieces(left || line.quantity, line.product_name)}</Text>
        <Text size="sm" c="gray.6">{line.variant_label}</Text>
        {line.cancelled > 0 && <Text size="sm" c="petal.7" fw={550}>{texts.cancelled(line.cancelled)}</Text>}
        {line.stems.length > 0 && <Stems line={line} />}
        {line.stems.length === 0 && left > 0 && <Text size="sm" c="gray.6">{texts.noStems}</Text>}
      </Stack>
    </Group>
  );
}

function Stems({ line }: { line: DeskLine }) {
  return (
    <Table withRowBorders={false} verticalSpacing={3} horizontalSpacing={0} aria-label={line.product_name} w="auto">
      <Table.Tbody>
        {line.stems.map(({ name, quantity, instead_of }) => (
          <Table.Tr key={`${name} ${instead_of ?? ""}`}>
            <Table.Td ta="right" fw={550} pr="sm" style={{ fontVariantNumeric: "tabular-nums", verticalAlign: "top" }}>{quantity}</Table.Td>
            <Table.Td>
              {name}
              {instead_of && <Text size="sm" c="pollen.8" fw={550}>{texts.insteadOf(instead_of)}</Text>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
