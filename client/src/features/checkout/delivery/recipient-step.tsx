import { zodResolver } from "@hookform/resolvers/zod";
import { useIsMutating } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { isProblem } from "@/lib/api/problem";
import type { Cart, CartDelivery, Recipient, Slot } from "@/lib/api/types";
import { useChangeDelivery } from "@/lib/questions/cart";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";
import { TextArea } from "@/ui/text-area";
import { ErrorSummary, focusIn, type FormProblem } from "../error-summary";
import { fieldErrorsOf } from "../server-errors";
import { lacksOf } from "../steps";
import { deliveryTexts as texts } from "../texts";
import { TIME_ID } from "./asked-place";
import { PLACE_ID } from "./place";
import { KeepRecipient, useKeepRecipient } from "./keep-recipient";
import { InTime } from "./in-time";
import { RecipientFields } from "./recipient-fields";
import { changeOf, FIELDS, formOf, schemaFor, type RecipientForm } from "./recipient-schema";

interface Props {
  delivery: CartDelivery;
  /** Whom the form begins with. */
  start: Recipient | null;
  cardLimit: number;
  action: string;
  tried: boolean;
  onTry: () => void;
  onSaved: () => void;
}

/** Who receives it and what the card says; pressing on also looks whether place and time are chosen. */
export function RecipientStep({ delivery, start, cardLimit, action, tried, onTry, onSaved }: Props) {
  const change = useChangeDelivery();
  const book = useKeepRecipient();
  const form = useForm<RecipientForm>({
    resolver: zodResolver(schemaFor(delivery.method, cardLimit)),
    defaultValues: formOf({ ...delivery, recipient: start }),
    shouldFocusError: false,
  });
  // A choice that is being saved right now is not missing.
  const above = useIsMutating() > 0 ? [] : choicesMissing(delivery);
  const { errors } = form.formState;
  const below = FIELDS.flatMap((field): FormProblem[] => {
    const message = errors[field]?.message;
    return message ? [{ message, focus: () => form.setFocus(field) }] : [];
  });

  // What was typed is saved in any case; the answer tells whether place and time are, too.
  const save = (values: RecipientForm, slot?: Slot) =>
    change.mutate({ id: delivery.id, ...changeOf(values, delivery.method), ...(slot && { slot_id: slot.id }) }, { onSuccess: goOn, onError: refuse });
  const goOn = ({ deliveries }: Cart) => {
    const saved = deliveries.find(({ id }) => id === delivery.id);
    const [missing] = saved ? choicesMissing(saved) : [];
    book.keep(saved);
    if (missing) missing.focus();
    else onSaved();
  };
  const refuse = (error: unknown) => {
    if (isProblem(error, "card_too_long")) form.setError("card_message", { message: error.detail }, { shouldFocus: true });
    if (isProblem(error, "too_late_for_service")) form.setError("service_time", { message: texts.serviceTooEarly }, { shouldFocus: true });
    for (const { path, message } of fieldErrorsOf(error)) {
      const field = FIELDS.find((name) => name === path);
      if (field) form.setError(field, { message }, { shouldFocus: true });
    }
  };
  const focusFirst = (found: typeof errors) => {
    const field = FIELDS.find((name) => found[name]);
    if (above[0]) above[0].focus();
    else if (field) form.setFocus(field);
  };
  const submit = form.handleSubmit((values) => save(values), focusFirst);
  const takeInstead = (slot: Slot) => void form.handleSubmit((values) => save(values, slot), focusFirst)();
  const tooLate = isProblem(change.error, "too_late_for_service") ? change.error.extras.alternatives : undefined;

  return (
    <form
      noValidate
      className="grid gap-10"
      onSubmit={(event) => {
        onTry();
        void submit(event);
      }}
    >
      <RecipientFields form={form} method={delivery.method}>
        {tooLate && errors.service_time && <InTime slots={tooLate} busy={change.isPending} onChoose={takeInstead} />}
      </RecipientFields>
      <KeepRecipient book={book} delivery={delivery} />
      <section className="grid gap-4">
        <h2 className="text-heading">{texts.card}</h2>
        <TextArea
          label={texts.cardMessage}
          hint={texts.cardHint}
          limit={cardLimit}
          optional
          defaultValue={delivery.card_message}
          error={errors.card_message?.message}
          {...form.register("card_message")}
        />
      </section>
      <div className="grid gap-5">
        <ErrorSummary problems={tried ? [...above, ...below] : []} />
        {change.error && !tooLate && below.length === 0 && <Notice tone="trouble">{change.error.message}</Notice>}
        <Button type="submit" size="lg" busy={change.isPending} className="sm:justify-self-start">
          {action}
        </Button>
      </div>
    </form>
  );
}

/** What is not chosen yet above the form. */
function choicesMissing(delivery: CartDelivery): FormProblem[] {
  const lacks = lacksOf(delivery);
  if (lacks.includes("postcode")) return [{ message: texts.missing.postcode, focus: () => focusIn(PLACE_ID) }];
  if (!lacks.includes("slot_id")) return [];
  const id = document.getElementById(TIME_ID) ? TIME_ID : PLACE_ID;
  return [{ message: texts.missing.slot_id, focus: () => focusIn(id) }];
}
