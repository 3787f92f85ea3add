import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatInstant } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { useMay } from "@/admin/lib/me";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { StatusBadge } from "@/admin/ui/status-badge";
import { orderQuery, type DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { Panel } from "./panel";

/** The letters about the order: whether they arrived, and once more if they did not. */
export function Letters({ order }: { order: DeskOrder }) {
  return (
    <Panel title={texts.letters}>
      {order.letters.length === 0 && <Text c="gray.6">{texts.noLetters}</Text>}
      {order.letters.map((letter) => <Letter key={letter.id} letter={letter} order={order} />)}
    </Panel>
  );
}

function Letter({ letter, order }: { letter: DeskOrder["letters"][number]; order: DeskOrder }) {
  const client = useQueryClient();
  const may = useMay("edit_orders");
  const resend = useMutation({
    mutationFn: () => mine.post("/api/admin/letters/{letter_id}/resend", { path: { letter_id: letter.id } }),
    onSuccess: () => said(texts.resent),
    onSettled: () => client.invalidateQueries({ queryKey: orderQuery(order.number).queryKey }),
  });
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={550}>{letter.label}</Text>
          <Text size="sm" c="gray.6" style={{ overflowWrap: "anywhere" }}>{texts.to(letter.recipient)}</Text>
          <Text size="sm" c="gray.6">{formatInstant(letter.sent_at ?? letter.created_at, order.time_zone)}</Text>
        </div>
        <StatusBadge status={letter.status} />
      </Group>
      {letter.error && <Text size="sm" c="petal.7" style={{ overflowWrap: "anywhere" }}>{letter.error}</Text>}
      {resend.error && <Trouble error={resend.error} />}
      {may && letter.can_resend && (
        <Button variant="subtle" size="sm" px={0} aria-label={`${texts.resend}: ${letter.label}`} loading={resend.isPending} onClick={() => resend.mutate()}>{texts.resend}</Button>
      )}
    </div>
  );
}
