import { Checkbox, NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { UseFormRegister } from "react-hook-form";
import { isProblem } from "@/lib/api/problem";
import { FIELDS, type Entry, type Field } from "@/admin/lib/recipient";
import { recipientTexts as texts } from "./recipient-texts";

export type Wrong = Partial<Record<Field, string>>;

interface Props {
  register: UseFormRegister<Entry>;
  wrong: Wrong;
  van: boolean;
  /** The first field takes the focus of its dialog. */
  focused?: boolean;
  /** Beside the postcode: what is done as soon as it is known. */
  onPostcode?: (postcode: string) => void;
}

const control = (register: UseFormRegister<Entry>, wrong: Wrong, name: Exclude<Field, "anonymous_sender">) => ({ label: texts[name], size: "md" as const, error: wrong[name], ...register(name) });

/** Whom it is for, where that is, and what the driver should know. */
export function RecipientFields({ register, wrong, van, focused = false, onPostcode }: Props) {
  const field = (name: Exclude<Field, "anonymous_sender">) => control(register, wrong, name);
  const places = [["home", texts.home], ...Object.entries(texts.places)].map(([value = "", label = ""]) => ({ value, label }));
  const postcode = register("postcode", { onBlur: (event: { target: { value: string } }) => onPostcode?.(event.target.value.trim()) });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput {...field("name")} required maxLength={120} data-autofocus={focused || undefined} />
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
            <TextInput {...field("postcode")} {...postcode} required maxLength={20} inputMode="numeric" />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect {...field("kind_of_place")} data={places} />
            <TextInput {...field("service_time")} type="time" />
          </SimpleGrid>
          <Textarea {...field("notes")} autosize minRows={1} maxLength={500} />
          <TextInput {...field("safe_place")} maxLength={200} />
        </>
      )}
    </>
  );
}

/** The words that go with it; `card` is what is typed now. */
export function CardFields({ register, wrong, card, limit }: Pick<Props, "register" | "wrong"> & { card: string; limit: number }) {
  return (
    <>
      <Textarea {...control(register, wrong, "card_message")} autosize minRows={3} maxLength={limit} description={texts.left(limit - card.length)} inputWrapperOrder={ORDER} />
      <TextInput {...control(register, wrong, "ribbon_text")} maxLength={80} />
      <Checkbox label={texts.anonymous_sender} size="md" {...register("anonymous_sender")} />
    </>
  );
}

const ORDER: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

/** The server's words beside the field that they are about. */
export function wrongIn(error: unknown): Wrong {
  if (!isProblem(error)) return {};
  if (error.code === "card_too_long") return { card_message: error.detail };
  const found: Wrong = {};
  for (const { path, message } of error.extras.errors ?? []) {
    const name = FIELDS.find((each) => path.endsWith(each));
    if (name) found[name] = message;
  }
  return found;
}

