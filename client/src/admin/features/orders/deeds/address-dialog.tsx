/** Another address, in another zone too: its fee and tax are told before it is written, and its hours where the old one does not fit. */
import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { isProblem } from "@/lib/api/problem";
import { mine } from "@/lib/mine";
import { entryOf, recipientOf, type Entry } from "@/admin/lib/recipient";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { RecipientFields, wrongIn } from "@/admin/ui/recipient-fields";
import { said } from "@/admin/ui/said";
import { addressTexts as texts } from "../money-texts";
import { placePriceQuery, type DeskDelivery, type DeskOrder, type NewPlace, type NewSums } from "../queries";
import { conflictTexts, deedTexts } from "../texts";
import { Conflict } from "./conflict";
import { DayAndSlot } from "./day-and-slot";
import { differences } from "./differences";
import { expectedOf, sayingOf, SayWhy, SumsAfter, type Saying } from "./new-sums";
import { newestOf, useDeed } from "./use-deed";

interface Props { order: DeskOrder; delivery: DeskDelivery; onClose: () => void }

export function AddressDialog({ order, delivery, onClose }: Props) {
  const [seen] = useState(order);
  const moving = useMoving(order, delivery);
  return (
    <Dialog title={texts.title} size={moving.newest ? "lg" : "xl"} onClose={onClose}>
      {moving.newest ? (
        <Conflict differences={differences(seen, moving.newest)} names={[conflictTexts.now, conflictTexts.seen]} goOn={conflictTexts.again} busy={false} onTheirs={onClose} onMine={moving.lookAgain} />
      ) : (
        <Asking order={order} delivery={delivery} moving={moving} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** Where it shall go, what that costs, and the writing of it. */
function useMoving(order: DeskOrder, delivery: DeskDelivery) {
  const { id, version } = delivery;
  const [place, setPlace] = useState<NewPlace | null>(null);
  const [saying, setSaying] = useState<Saying>({ reason: "", send_link: true });
  const price = useQuery(placePriceQuery(delivery, place));
  const move = useDeed(order.number, ({ sums, to }: { sums: NewSums; to: NewPlace }) =>
    mine.post("/api/admin/deliveries/{delivery_id}/address", { path: { delivery_id: id }, body: { version, ...to, expected: expectedOf(sums), ...sayingOf(saying, sums) } }),
  );
  const error = move.error ?? price.error;
  const sums = price.error ? null : price.data;
  return {
    ...{ place, saying, setSaying, move, error, sums },
    newest: newestOf(error),
    asking: price.isFetching,
    ready: Boolean(sums) && !price.isFetching && saying.reason.trim() !== "",
    ask: (to: NewPlace) => { move.reset(); setPlace(to); },
    lookAgain: () => { move.reset(); void price.refetch(); },
  };
}

function Asking({ order, delivery, moving, onClose }: Props & { moving: ReturnType<typeof useMoving> }) {
  const { place, saying, setSaying, move, error, sums, ask } = moving;
  const write = () => { if (sums && place) move.mutate({ sums, to: place }, { onSuccess: () => { onClose(); said(texts.done); } }); };
  return (
    <Stack gap="md">
      <PlaceForm delivery={delivery} error={error} busy={moving.asking} asked={place !== null} onAsk={(recipient) => ask({ recipient, slot_id: null })} />
      {place && isAboutTime(error, place) && (
        <DayAndSlot delivery={delivery} today={order.today} postcode={place.recipient.postcode ?? ""} chosen={place.slot_id ?? null} onChoose={(slot_id) => ask({ ...place, slot_id })} />
      )}
      {sums && (
        <>
          <SumsAfter order={order} sums={sums} withFee />
          <SayWhy saying={saying} sums={sums} hasEmail={order.buyer.email !== ""} onChange={(part) => setSaying((before) => ({ ...before, ...part }))} />
        </>
      )}
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button size="md" disabled={!moving.ready} loading={move.isPending} onClick={write}>{texts.submit}</Button>
      </Actions>
    </Stack>
  );
}

const OF_TIME = ["slot_not_found", "slot_full", "cutoff", "lead", "closed", "van_full", "workroom_full", "stems_short", "blackout", "too_late_for_service", "destination"];

/** Its hour does not fit there: another one is asked for, and stays to be changed once it is. */
const isAboutTime = (error: unknown, { slot_id }: NewPlace): boolean => isProblem(error, ...OF_TIME) || slot_id !== null;

interface FormProps { delivery: DeskDelivery; error: unknown; busy: boolean; asked: boolean; onAsk: (recipient: NewPlace["recipient"]) => void }

function PlaceForm({ delivery, error, busy, asked, onAsk }: FormProps) {
  const { register, handleSubmit } = useForm<Entry>({ defaultValues: entryOf(delivery) });
  const wrong = wrongIn(error);
  return (
    <Stack component="form" gap="md" onSubmit={(event) => void handleSubmit((entry) => onAsk({ ...recipientOf(entry), postcode: entry.postcode.trim() }))(event)}>
      {Boolean(error) && Object.keys(wrong).length === 0 && <Trouble error={error} />}
      <RecipientFields register={register} wrong={wrong} van focused />
      <Button type="submit" variant={asked ? "default" : "filled"} size="md" loading={busy} style={{ alignSelf: "flex-start" }}>{texts.ask}</Button>
    </Stack>
  );
}
