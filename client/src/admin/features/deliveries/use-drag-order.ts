/** Putting a list in order with a finger or a mouse, by a handle; the keyboard has its own buttons. */
import { useRef, useState, type PointerEvent } from "react";

interface Drag { id: string; order: string[] }

function placeUnder(y: number, rows: Element[]): number {
  const below = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  return below < 0 ? rows.length : below;
}

function movedTo(order: string[], id: string, place: number): string[] {
  const from = order.indexOf(id);
  const others = order.filter((each) => each !== id);
  others.splice(place > from ? place - 1 : place, 0, id);
  return others;
}

/**
 * `order` is the list as it would be if the finger were lifted now. The rows keep their places in the document until then, and
 * are shown in that order by CSS: a row that the document moved would lose the finger.
 */
export function useDragOrder(ids: string[], onDrop: (order: string[]) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const order = drag?.order ?? ids;

  const handle = (id: string) => ({
    onPointerDown(event: PointerEvent) {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ id, order: ids });
    },
    onPointerMove(event: PointerEvent) {
      if (!drag || !list.current) return;
      const rows = [...list.current.children];
      const place = placeUnder(event.clientY, drag.order.flatMap((each) => rows[ids.indexOf(each)] ?? []));
      const next = movedTo(drag.order, drag.id, place);
      if (next.join() !== drag.order.join()) setDrag({ ...drag, order: next });
    },
    onPointerUp() {
      if (drag && drag.order.join() !== ids.join()) onDrop(drag.order);
      setDrag(null);
    },
    onPointerCancel() {
      setDrag(null);
    },
    onLostPointerCapture() {
      setDrag(null);
    },
  });
  return { list, order, dragged: drag?.id ?? null, handle };
}
