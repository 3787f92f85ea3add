/** A state in words, on a ground that tells at a glance how far it is. Text is dark enough to read on each. */
import { Badge } from "@mantine/core";

const GROUNDS: Record<string, string> = {
  scheduled: "gray.2",
  confirmed: "gray.2",
  preparing: "pollen.2",
  ready: "green.2",
  out_for_delivery: "green.3",
  delivered: "green.1",
  failed: "petal.2",
  rescheduled: "pollen.1",
  cancelled: "gray.1",
  expired: "gray.1",
};

export function StatusBadge({ code, label }: { code: string; label: string }) {
  return (
    <Badge variant="filled" bg={GROUNDS[code] ?? "gray.2"} c="gray.9" tt="none" fw={550} size="lg" style={{ flexShrink: 0 }}>{label}</Badge>
  );
}
