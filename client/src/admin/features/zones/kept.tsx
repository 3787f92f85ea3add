import { Button, Stack, Text } from "@mantine/core";
import { BookedList } from "@/admin/ui/booked-list";
import type { Hit } from "./queries";
import { texts } from "./texts";

/** Whoever keeps a place that the rule does not give any more. */
export function Kept({ booked, onDone }: { booked: Hit; onDone: () => void }) {
  return (
    <Stack>
      <Text fw={550} role="status">{texts.kept(booked.length)}</Text>
      <BookedList booked={booked} />
      <Button h={48} variant="default" onClick={onDone}>{texts.done}</Button>
    </Stack>
  );
}
