import { ActionIcon, Text, VisuallyHidden } from "@mantine/core";
import { ArrowDown, ArrowUp, GripVertical } from "lucide";
import { useState } from "react";
import type { Work } from "@/admin/lib/work";
import { Icon } from "@/admin/ui/icon";
import classes from "./deliveries.module.css";
import { StopDeeds } from "./stop-deeds";
import { texts } from "./texts";
import { useDragOrder } from "./use-drag-order";
import { Hurry } from "./waiting";

interface Props { works: Work[]; timeZone: string; onOrder: (ids: string[]) => void }

const TALL = 44;

/** The stops as they are driven: dragged by the handle, or moved by the buttons beside it. */
export function Stops({ works, timeZone, onOrder }: Props) {
  const [told, setTold] = useState("");
  const ids = works.map(({ id }) => id);
  const { list, order, dragged, handle } = useDragOrder(ids, onOrder);

  function step(work: Work, by: 1 | -1) {
    const from = ids.indexOf(work.id);
    const next = ids.toSpliced(from, 1).toSpliced(from + by, 0, work.id);
    setTold(texts.moved(work.recipient_name, from + by + 1, ids.length));
    onOrder(next);
  }
  return (
    <>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      <ol ref={list} className={classes.stops}>
        {works.map((work) => (
          <li key={work.id} className={classes.stop} style={{ order: order.indexOf(work.id) }} data-dragged={work.id === dragged || undefined}>
            <ActionIcon className={classes.handle} variant="subtle" color="gray" size={TALL} tabIndex={-1} aria-label={texts.drag(work.recipient_name)} {...handle(work.id)}>
              <Icon of={GripVertical} />
            </ActionIcon>
            <div>
              <Text fw={550}><span className={classes.place}>{order.indexOf(work.id) + 1}</span> {work.recipient_name}</Text>
              <Text size="sm" c="gray.8">{work.address}, {work.postcode}</Text>
              <Text size="sm" c="gray.8">{work.slot_label}</Text>
              <Hurry work={work} />
            </div>
            <div>
              <ActionIcon variant="subtle" size={TALL} aria-label={texts.up(work.recipient_name)} disabled={order[0] === work.id} onClick={() => step(work, -1)}><Icon of={ArrowUp} /></ActionIcon>
              <ActionIcon variant="subtle" size={TALL} aria-label={texts.down(work.recipient_name)} disabled={order.at(-1) === work.id} onClick={() => step(work, 1)}><Icon of={ArrowDown} /></ActionIcon>
            </div>
            <div className={classes.deeds}>
              <StopDeeds work={work} timeZone={timeZone} onTakeOff={() => onOrder(ids.filter((id) => id !== work.id))} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
