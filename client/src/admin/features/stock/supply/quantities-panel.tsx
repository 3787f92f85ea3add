/** Other quantities of an order; fewer than are promised only with a reason. */
import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { ReasonField } from "@/admin/ui/reason-field";
import { said } from "@/admin/ui/said";
import { Conflicts } from "./conflicts";
import { CountField } from "./count-field";
import { useQuantities, type Conflict, type Purchase } from "./queries";
import classes from "./supply.module.css";
import { texts } from "./texts";

export function QuantitiesPanel({ order, onDone }: { order: Purchase; onDone: () => void }) {
  const change = useQuantities(order);
  const [hit, setHit] = useState<Conflict[]>([]);
  const [typed, setTyped] = useState<Record<number, number>>({});
  const [reason, setReason] = useState("");
  if (hit.length > 0) return <Conflicts conflicts={hit} onDone={onDone} />;
  const changed = order.lines.filter(({ id, ordered }) => typed[id] !== undefined && typed[id] !== ordered);
  const fewer = changed.some(({ id, reserved }) => (typed[id] ?? 0) < reserved);
  const save = () =>
    change.mutate({ lines: changed.map(({ id }) => ({ id, quantity: typed[id] ?? 1 })), reason: fewer ? reason : "" }, {
      onSuccess: ({ conflicts }) => { said(texts.changed); if (conflicts.length > 0) setHit(conflicts); else onDone(); },
    });
  const ready = changed.length > 0 && (!fewer || reason.trim() !== "");
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) save(); }}>
      <Stack>
        <ul className={classes.lines}>
          {order.lines.map((line) => (
            <li key={line.id} className={classes.line}>
              <div>
                <Text fw={550}>{line.name}</Text>
                {line.reserved > 0 && <Text size="sm" c="gray.6">{texts.promised(line.reserved)}</Text>}
              </div>
              <CountField label={texts.quantityOf(line.name)} min={1} value={typed[line.id] ?? line.ordered} onChange={(next) => setTyped((before) => ({ ...before, [line.id]: next }))} />
            </li>
          ))}
        </ul>
        {fewer && <ReasonField label={texts.whyFewer} usual={texts.usualWhy} value={reason} onChange={setReason} />}
        {change.error && <Trouble error={change.error} />}
        <Button type="submit" h={52} disabled={!ready} loading={change.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}
