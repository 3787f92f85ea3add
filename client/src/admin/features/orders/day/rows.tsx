/** Orders as a table where there is room, as cards where there is not. */
import { Box, Group, Paper, Stack, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useHref, useLinkClickHandler, useNavigate } from "react-router";
import { formatDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatWallTime } from "@/lib/wall-time";
import { Link } from "@/admin/ui/link";
import { StatusBadge } from "@/admin/ui/status-badge";
import type { OrderRow, OrderRows } from "../queries";
import { dayTexts as texts } from "../texts";

interface Props { rows: OrderRows; withDay: boolean }
type Parcel = OrderRow["deliveries"][number];

const isGone = ({ status }: OrderRow) => status.code === "cancelled";
const linkTo = ({ number }: OrderRow) => `/orders/${number}`;

export function OrderTable({ rows, withDay }: Props) {
  return (
    <Paper radius="lg" withBorder style={{ overflow: "hidden" }}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label={texts.table}>
        <Table.Thead>
          <Table.Tr>
            {[texts.when, texts.recipient, texts.things, texts.buyer, texts.number, texts.status, texts.total].map((name) => (
              <Table.Th key={name} c="gray.7" fw={550} ta={name === texts.total ? "right" : undefined}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{rows.items.map((row) => <Row key={row.number} row={row} withDay={withDay} />)}</Table.Tbody>
      </Table>
    </Paper>
  );
}

function Row({ row, withDay }: { row: OrderRow; withDay: boolean }) {
  const navigate = useNavigate();
  const gone = isGone(row);
  const each = (of: (parcel: Parcel) => ReactNode) => (
    <Stack gap="xs">{row.deliveries.map((parcel) => <div key={parcel.id}>{of(parcel)}</div>)}</Stack>
  );
  return (
    <Table.Tr bg={gone ? "gray.1" : undefined} style={{ cursor: "pointer" }} onClick={() => void navigate(linkTo(row))}>
      <Table.Td>{each((parcel) => <When parcel={parcel} withDay={withDay} />)}</Table.Td>
      <Table.Td>
        {each((parcel) => (
          <>
            <Text fw={550} td={gone ? "line-through" : undefined}>{parcel.recipient_name}</Text>
            <Text size="sm" c="gray.6">{parcel.method === "collection" ? texts.collection : parcel.postcode}</Text>
          </>
        ))}
      </Table.Td>
      <Table.Td>{each((parcel) => <Text size="sm">{parcel.things.join(", ")}</Text>)}{row.more > 0 && <Text size="sm" c="gray.6">{texts.more(row.more)}</Text>}</Table.Td>
      <Table.Td>
        <Text size="sm">{row.buyer_name}</Text>
        <Text size="sm" c="gray.6" style={{ whiteSpace: "nowrap" }}>{row.buyer_phone}</Text>
      </Table.Td>
      <Table.Td onClick={(event) => event.stopPropagation()}>
        <Link to={linkTo(row)} fw={550} ff="monospace" style={{ whiteSpace: "nowrap" }}>{row.number}</Link>
      </Table.Td>
      <Table.Td><Stack gap={4} align="flex-start"><StatusBadge status={row.status} /><Owed row={row} /></Stack></Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>{formatMoney(row.total)}</Table.Td>
    </Table.Tr>
  );
}

export function OrderCards({ rows, withDay }: Props) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }} aria-label={texts.table}>
      {rows.items.map((row) => <li key={row.number}><Card row={row} withDay={withDay} /></li>)}
    </Stack>
  );
}

function Card({ row, withDay }: { row: OrderRow; withDay: boolean }) {
  const href = useHref(linkTo(row));
  const go = useLinkClickHandler(linkTo(row));
  return (
    <Paper component="a" href={href} onClick={go} display="block" c="inherit" p="md" radius="lg" withBorder bg={isGone(row) ? "gray.1" : undefined} style={{ textDecoration: "none" }}>
      <Stack gap="xs">
        {row.deliveries.map((parcel) => (
          <Group key={parcel.id} justify="space-between" align="flex-start" wrap="nowrap">
            <Box>
              <Text fw={550} size="lg" td={isGone(row) ? "line-through" : undefined}>{parcel.recipient_name}</Text>
              <Text size="sm">{parcel.things.join(", ")}</Text>
            </Box>
            <Box ta="right" style={{ flexShrink: 0 }}>
              <When parcel={parcel} withDay={withDay} />
              <Text size="sm" c="gray.6">{parcel.method === "collection" ? texts.collection : parcel.postcode}</Text>
            </Box>
          </Group>
        ))}
        <Group justify="space-between">
          <Text size="sm" c="gray.6">{[row.number, row.buyer_name, row.more > 0 && texts.more(row.more)].filter(Boolean).join(" · ")}</Text>
          <Group gap="xs"><Owed row={row} /><StatusBadge status={row.status} /></Group>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What of a sold order is still to pay, and whether its time is over. */
function Owed({ row: { balance_due, due_at, status } }: { row: OrderRow }) {
  if (balance_due.amount === 0 || NOT_SOLD.includes(status.code)) return null;
  const sum = formatMoney(balance_due);
  return <StatusBadge status={isOver(due_at) ? { code: "overdue", label: texts.overdue(sum) } : { code: "unpaid", label: texts.owes(sum) }} />;
}

const NOT_SOLD = ["pending_payment", "cancelled", "expired", "replaced"];
const isOver = (until: string | null): boolean => until !== null && Date.parse(until) < Date.now();

function When({ parcel, withDay }: { parcel: Parcel; withDay: boolean }) {
  return (
    <>
      {withDay && <Text size="sm" c="gray.6">{formatDay(parcel.date)}</Text>}
      <Text style={{ whiteSpace: "nowrap" }}>{parcel.slot_label}</Text>
      {parcel.service_time && <Text size="sm" c="petal.7" fw={550}>{texts.service(formatWallTime(parcel.service_time))}</Text>}
    </>
  );
}
