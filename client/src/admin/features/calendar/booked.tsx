import { Button, Stack, Text } from "@mantine/core";
import { BookedList } from "@/admin/ui/booked-list";
import type { Hit } from "./queries";
import { texts } from "./texts";

/** Whoever has a place in what has just been closed. */
export function Booked({ booked, onDone }: { booked: Hit; onDone: () => void }) {
  return (
    <Stack>
      <Text fw={550} role="status">{texts.booked(booked.length)}</Text>
      <BookedList booked={booked} />
      <Button h={48} variant="default" onClick={onDone}>{texts.done}</Button>
    </Stack>
  );
}
