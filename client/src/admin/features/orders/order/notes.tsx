import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { formatInstant } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { useMay } from "@/admin/lib/me";
import { Trouble } from "@/admin/ui/faces";
import { useDeed } from "../deeds/use-deed";
import type { DeskOrder } from "../queries";
import { orderTexts as texts } from "../texts";
import { Panel } from "./panel";

/** What staff tell each other about the order. */
export function Notes({ order }: { order: DeskOrder }) {
  const [text, setText] = useState("");
  const may = useMay("edit_orders");
  const add = useDeed(order.number, () => mine.post("/api/admin/orders/{number}/notes", { path: { number: order.number }, body: { text } }));
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    add.mutate(undefined, { onSuccess: () => setText("") });
  }
  return (
    <Panel title={texts.staffNotes}>
      {order.notes.map((note) => (
        <div key={`${note.at} ${note.text}`}>
          <Text style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{note.text}</Text>
          <Text size="sm" c="gray.6">{`${note.who} · ${formatInstant(note.at, order.time_zone)}`}</Text>
        </div>
      ))}
      {may && (
        <Stack component="form" gap="xs" onSubmit={submit}>
          {add.error && <Trouble error={add.error} />}
          <Textarea aria-label={texts.note} placeholder={texts.note} size="md" autosize minRows={1} maxLength={2000} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
          {text.trim() && <Button type="submit" variant="light" size="md" loading={add.isPending}>{texts.addNote}</Button>}
        </Stack>
      )}
    </Panel>
  );
}
