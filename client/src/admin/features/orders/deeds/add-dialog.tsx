/** More flowers for a delivery that is not begun: at today's price, the new sums told before they are written. */
import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide";
import { useState } from "react";
import { mine } from "@/lib/mine";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { ProductFinder, type Chosen } from "@/admin/ui/product-finder";
import { said } from "@/admin/ui/said";
import { addTexts as texts } from "../money-texts";
import { linesPriceQuery, type DeskDelivery, type DeskOrder, type NewSums } from "../queries";
import { conflictTexts, deedTexts } from "../texts";
import { Conflict } from "./conflict";
import { differences } from "./differences";
import { expectedOf, sayingOf, SayWhy, SumsAfter, type Saying } from "./new-sums";
import { newestOf, useDeed } from "./use-deed";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }
interface Line extends Chosen { quantity: number }

export function AddDialog({ order, delivery, onClose }: Props) {
  const [seen] = useState(order);
  const adding = useAdding(order, delivery);
  return (
    <Dialog title={texts.title} size={adding.newest ? "lg" : "xl"} onClose={onClose}>
      {adding.newest ? (
        <Conflict differences={differences(seen, adding.newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={conflictTexts.again} busy={false} onTheirs={onClose} onMine={adding.lookAgain} />
      ) : (
        <AddForm order={order} delivery={delivery} adding={adding} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** What shall be added, what it then comes to, and the writing of it. */
function useAdding(order: DeskOrder, delivery: DeskDelivery) {
  const { id, version } = delivery;
  const [lines, setLines] = useState<Line[]>([]);
  const [saying, setSaying] = useState<Saying>({ reason: "", send_link: true });
  const wanted = lines.map(({ variant_id, quantity }) => ({ variant_id, quantity }));
  const price = useQuery(linesPriceQuery(delivery, wanted));
  const add = useDeed(order.number, (sums: NewSums) =>
    mine.post("/api/admin/deliveries/{delivery_id}/lines", { path: { delivery_id: id }, body: { version, lines: wanted, expected: expectedOf(sums), ...sayingOf(saying, sums) } }),
  );
  const error = add.error ?? price.error;
  const known = lines.length > 0 && !price.error ? price.data : undefined;
  return {
    ...{ lines, setLines, saying, setSaying, add, error },
    newest: newestOf(error),
    sums: known,
    ready: known !== undefined && !price.isFetching && saying.reason.trim() !== "",
    lookAgain: () => { add.reset(); void price.refetch(); },
  };
}

function AddForm({ order, delivery, adding, onClose }: Props & { adding: ReturnType<typeof useAdding> }) {
  const { lines, setLines, saying, setSaying, sums, add, error } = adding;
  const write = () => { if (sums) add.mutate(sums, { onSuccess: () => { onClose(); said(texts.done); } }); };
  return (
    <Stack gap="md">
      <ProductFinder focused busy={false} on={{ date: delivery.date, postcode: delivery.recipient.postcode }} onAdd={(chosen) => setLines(oneMore(lines, chosen))} />
      {lines.length > 0 && <Lines lines={lines} onRemove={(line) => setLines(lines.filter((each) => each !== line))} />}
      {error && <Trouble error={error} />}
      {sums && <SumsAfter order={order} sums={sums} />}
      <SayWhy saying={saying} sums={sums} hasEmail={order.buyer.email !== ""} onChange={(part) => setSaying((before) => ({ ...before, ...part }))} />
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button size="md" disabled={!adding.ready} loading={add.isPending} onClick={write}>{texts.submit}</Button>
      </Actions>
    </Stack>
  );
}

function oneMore(lines: Line[], chosen: Chosen): Line[] {
  const known = lines.find(({ variant_id }) => variant_id === chosen.variant_id);
  return known ? lines.map((line) => (line === known ? { ...line, quantity: line.quantity + 1 } : line)) : [...lines, { ...chosen, quantity: 1 }];
}

function Lines({ lines, onRemove }: { lines: Line[]; onRemove: (line: Line) => void }) {
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: "none" }} aria-label={texts.lines}>
      {lines.map((line) => (
        <Group component="li" key={line.variant_id} justify="space-between" wrap="nowrap">
          <Text>{texts.line(line.quantity, line.name, line.label)}</Text>
          <ActionIcon variant="subtle" color="gray.7" size={44} aria-label={texts.remove(line.name)} onClick={() => onRemove(line)}><Icon of={X} size={18} /></ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
