/** What came of an order, line by line: all of it unless told otherwise. Who is hit by what did not is shown at once. */
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { Conflicts } from "./conflicts";
import { CountField } from "./count-field";
import { useArrive, type Conflict, type Purchase } from "./queries";
import classes from "./supply.module.css";
import { texts } from "./texts";

type Line = Purchase["lines"][number];
interface Told { received: number; vase_life_end: string | null }

export function ArrivePanel({ order, today, onDone }: { order: Purchase; today: string; onDone: () => void }) {
  const arrive = useArrive(order);
  const [hit, setHit] = useState<Conflict[]>([]);
  const [told, setTold] = useState<Record<number, Told>>({});
  const [came, setCame] = useState(today);
  if (hit.length > 0) return <Conflicts conflicts={hit} onDone={onDone} />;
  const toldOf = ({ id, ordered }: Line): Told => told[id] ?? { received: ordered, vase_life_end: null };
  const tell = (line: Line, part: Partial<Told>) => setTold((before) => ({ ...before, [line.id]: { ...toldOf(line), ...part } }));
  const save = () =>
    arrive.mutate({ arrived: came, reason: "", lines: order.lines.map((line) => ({ id: line.id, ...toldOf(line) })) }, {
      onSuccess: ({ conflicts }) => { said(texts.takenIn(order.supplier.name)); if (conflicts.length > 0) setHit(conflicts); else onDone(); },
    });
  return (
    <form onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Stack>
        <TextInput type="date" label={texts.cameOn} value={came} max={today} size="md" onChange={({ currentTarget: { value } }) => { if (value) setCame(value); }} />
        <Text size="sm" c="gray.6">{texts.cameMore}</Text>
        <ul className={classes.lines} style={{ marginBlock: 0 }}>
          {order.lines.map((line) => <CameLine key={line.id} line={line} told={toldOf(line)} usual={came === order.arrives_on ? line.proposed_end : null} onTell={(part) => tell(line, part)} />)}
        </ul>
        {arrive.error && <Trouble error={arrive.error} />}
        <Button type="submit" h={52} loading={arrive.isPending}>{texts.takeIn}</Button>
      </Stack>
    </form>
  );
}

interface LineProps { line: Line; told: Told; usual: string | null; onTell: (part: Partial<Told>) => void }

/** `usual`: the end of its vase life, where it came on its day. */
function CameLine({ line, told, usual, onTell }: LineProps) {
  return (
    <li className={`${classes.line} ${classes.wide}`}>
      <div>
        <Text fw={550}>{line.name}</Text>
        <Text size="sm" c={told.received < line.reserved ? "petal.8" : "gray.6"}>{[texts.orderedCount(line.ordered), line.reserved > 0 && texts.promised(line.reserved)].filter(Boolean).join(" · ")}</Text>
      </div>
      <div className={classes.fields}>
        <CountField label={texts.howManyCame(line.name)} value={told.received} onChange={(received) => onTell({ received })} />
        {line.proposed_end !== null && (
          <TextInput type="date" aria-label={texts.lastsUntil(line.name)} value={told.vase_life_end ?? usual ?? ""} styles={{ input: { height: 44 } }} onChange={({ currentTarget: { value } }) => onTell({ vase_life_end: value || null })} />
        )}
      </div>
    </li>
  );
}
