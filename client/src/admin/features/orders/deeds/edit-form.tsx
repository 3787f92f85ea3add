import { Button, Checkbox, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm, useWatch } from "react-hook-form";
import { isProblem } from "@/lib/api/problem";
import { Actions } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import type { DeskDelivery } from "../queries";
import { deedTexts, editTexts as texts, orderTexts } from "../texts";
import { FIELDS, type Entry, type Field } from "./entry";

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
  const wrong = fieldErrors(error);
  const van = delivery.method !== "collection";
  const field = (name: Field) => ({ label: texts[name], size: "md" as const, error: wrong[name], ...register(name) });
  const places = [["home", texts.home], ...Object.entries(orderTexts.places)].map(([value = "", label = ""]) => ({ value, label }));
  return (
    <Stack component="form" gap="md" onSubmit={(event) => void handleSubmit(onWrite)(event)}>
      {Boolean(error) && Object.keys(wrong).length === 0 && <Trouble error={error} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput {...field("name")} required maxLength={120} data-autofocus />
        <TextInput {...field("phone")} required type="tel" maxLength={30} />
      </SimpleGrid>
      {van && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput {...field("line1")} required maxLength={120} />
            <TextInput {...field("line2")} maxLength={120} />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput {...field("city")} required maxLength={120} />
            <TextInput {...field("region")} maxLength={120} />
            <TextInput {...field("postcode")} required maxLength={20} inputMode="numeric" />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect {...field("kind_of_place")} data={places} />
            <TextInput {...field("service_time")} type="time" />
          </SimpleGrid>
          <Textarea {...field("notes")} autosize minRows={1} maxLength={500} />
          <TextInput {...field("safe_place")} maxLength={200} />
        </>
      )}
      <Textarea {...field("card_message")} autosize minRows={3} maxLength={limit} description={texts.left(limit - card.length)} inputWrapperOrder={["label", "input", "description", "error"]} />
      <TextInput {...field("ribbon_text")} maxLength={80} />
      <Checkbox label={texts.anonymous_sender} size="md" {...register("anonymous_sender")} />
      <Actions>
        <Button variant="default" size="md" onClick={onClose}>{deedTexts.keep}</Button>
        <Button type="submit" size="md" loading={busy}>{texts.save}</Button>
      </Actions>
    </Stack>
  );
}

/** The server's words beside the field that they are about. */
function fieldErrors(error: unknown): Partial<Record<Field, string>> {
  if (!isProblem(error)) return {};
  if (error.code === "card_too_long") return { card_message: error.detail };
  const found: Partial<Record<Field, string>> = {};
  for (const { path, message } of error.extras.errors ?? []) {
    const name = FIELDS.find((each) => path.endsWith(each));
    if (name) found[name] = message;
  }
  return found;
}
