import { Button, Stack } from "@mantine/core";
import { useForm, useWatch } from "react-hook-form";
import type { Entry } from "@/admin/lib/recipient";
import { Actions } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { CardFields, RecipientFields, wrongIn } from "@/admin/ui/recipient-fields";
import type { DeskDelivery } from "../queries";
import { deedTexts, editTexts as texts } from "../texts";

interface Props {
  entry: Entry;
  delivery: DeskDelivery;
  limit: number;
  error: unknown;
  busy: boolean;
  onWrite: (entry: Entry) => void;
  onClose: () => void;
}

export function EditForm({ entry, delivery, limit, error, busy, onWrite, onClose }: Props) {
  const { register, handleSubmit, control } = useForm<Entry>({ defaultValues: entry });
  const card = useWatch({ control, name: "card_message" });
  const wrong = wrongIn(error);
  return (
    <Stack component="form" gap="md" onSubmit={(event) => void handleSubmit(onWrite)(event)}>
      {Boolean(error) && Object.keys(wrong).length === 0 && <Trouble error={error} />}
      <RecipientFields register={register} wrong={wrong} van={delivery.method !== "collection"} focused />
      <CardFields register={register} wrong={wrong} card={card} limit={limit} />
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button type="submit" size="md" loading={busy}>{texts.save}</Button>
      </Actions>
    </Stack>
  );
}
