/** How an order or a delivery stands, in the server's words; dark enough to be read on its tint. */
import { Badge } from "@mantine/core";

interface Status { code: string; label: string }

const COLORS: Record<string, string> = {
  pending_payment: "pollen",
  preparing: "pollen",
  rescheduled: "pollen",
  ready: "green",
  out_for_delivery: "green",
  delivered: "green",
  running: "green",
  unpaid: "pollen",
  overdue: "petal",
  used_up: "petal",
  failed: "petal",
  dead: "petal",
  sending: "pollen",
  paused: "pollen",
  sent: "green",
};

export function StatusBadge({ status: { code, label } }: { status: Status }) {
  const color = COLORS[code] ?? "gray";
  return (
    <Badge variant="light" color={color} size="lg" tt="none" fw={550} styles={{ root: { flexShrink: 0, maxWidth: "none", background: `var(--mantine-color-${color}-1)` }, label: { color: `var(--mantine-color-${color}-8)` } }}>
      {label}
    </Badge>
  );
}
