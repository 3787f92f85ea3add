/**
 * Closes a day with one button, or opens it again. The dialog names whoever is booked: they stay booked, and somebody calls them.
 * Shown only to whoever may; `open` is how the day stands now.
 */
import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { DoorClosed, DoorOpen } from "lucide";
import { useState } from "react";
import { useDayTurn, wholeDayQuery } from "@/admin/lib/calendar";
import { useMay } from "@/admin/lib/me";
import type { DayString } from "@/lib/api/types";
import { formatDay } from "@/lib/dates";
import { BookedList } from "./booked-list";
import { Dialog } from "./dialog";
import { Trouble, Waiting } from "./faces";
import { Icon } from "./icon";
import { ReasonField } from "./reason-field";
import { said } from "./said";
import { texts } from "./texts";

interface Props { day: DayString; open: boolean; today?: boolean; small?: boolean }

export function CloseDayButton({ day, open, today = false, small = false }: Props) {
  const [asking, { open: ask, close: leave }] = useDisclosure(false);
  const may = useMay("close_days");
  if (!may) return null;
  const [title, Turn] = open ? [texts.closeTitle, Closing] : [texts.openTitle, Opening];
  const closing = today ? texts.closeToday : texts.closeDay;
  return (
    <>
      <Face label={open ? closing : texts.openAgain} day={day} open={open} small={small} onPress={ask} />
      <Dialog opened={asking} onClose={leave} title={title(formatDay(day, "words"))}>
        <Turn day={day} onDone={leave} />
      </Dialog>
    </>
  );
}

interface FaceProps { label: string; day: DayString; open: boolean; small: boolean; onPress: () => void }

function Face({ label, day, open, small, onPress }: FaceProps) {
  const named = { "aria-label": `${label}: ${formatDay(day, "words")}`, onClick: onPress, children: label };
  return small ? (
    <Button variant="subtle" color={open ? "gray" : "green"} h={44} px={0} fz="sm" td="underline" {...named} />
  ) : (
    <Button variant={open ? "default" : "filled"} h={48} leftSection={<Icon of={open ? DoorClosed : DoorOpen} />} {...named} />
  );
}

function Closing({ day, onDone }: { day: DayString; onDone: () => void }) {
  const { data, error, refetch } = useQuery(wholeDayQuery(day));
  const [reason, setReason] = useState("");
  const turn = useDayTurn(day, false);
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const booked = data.booked.length > 0;
  return (
    <Stack>
      <Text>{texts.closeMeans}</Text>
      <Text fw={booked ? 550 : undefined} c={booked ? undefined : "gray.6"}>{booked ? texts.stayBooked(data.booked.length) : texts.nobodyBooked}</Text>
      {booked && <BookedList booked={data.booked} />}
      <ReasonField label={texts.why} usual={texts.whyClosed} value={reason} onChange={setReason} />
      {turn.error && <Trouble error={turn.error} />}
      <Button
        h={52}
        fz="md"
        color="petal"
        disabled={!reason.trim()}
        loading={turn.isPending}
        onClick={() => turn.mutate(reason, { onSuccess: () => { onDone(); said(texts.closed(formatDay(day))); } })}
      >
        {texts.closeDay}
      </Button>
    </Stack>
  );
}

function Opening({ day, onDone }: { day: DayString; onDone: () => void }) {
  const turn = useDayTurn(day, true);
  return (
    <Stack>
      <Text>{texts.openMeans}</Text>
      {turn.error && <Trouble error={turn.error} />}
      <Button h={52} fz="md" loading={turn.isPending} onClick={() => turn.mutate(texts.openAgain, { onSuccess: () => { onDone(); said(texts.opened(formatDay(day))); } })}>
        {texts.openAgain}
      </Button>
    </Stack>
  );
}
