import type { ReactNode } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import type { DeliveryMethod } from "@/lib/api/types";
import { KINDS_OF_PLACE } from "@/lib/places";
import { TextArea } from "@/ui/text-area";
import { Select, TextField } from "@/ui/text-field";
import { deliveryTexts as texts } from "../texts";
import { hasSafePlace, hasService, type RecipientForm } from "./recipient-schema";

interface FieldsProps {
  form: UseFormReturn<RecipientForm>;
  /** Shown below the time of a service. */
  children?: ReactNode;
}
interface Props extends FieldsProps { method: DeliveryMethod }

/** Whom it goes to: name and telephone always, the address when the van comes. */
export function RecipientFields({ form, method, children }: Props) {
  const { register, formState: { errors } } = form;
  const van = method === "van";
  return (
    <section className="grid gap-5">
      <h2 className="text-heading">{van ? texts.recipient : texts.collector}</h2>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField label={texts.name} autoComplete="shipping name" error={errors.name?.message} {...register("name")} />
        <TextField
          label={texts.phone}
          type="tel"
          autoComplete="shipping tel"
          hint={van ? texts.phoneHint : texts.collectorPhoneHint}
          error={errors.phone?.message}
          {...register("phone")}
        />
      </div>
      {van && <Address form={form}>{children}</Address>}
    </section>
  );
}

function Address({ form, children }: FieldsProps) {
  const { register, control, formState: { errors } } = form;
  const kind = useWatch({ control, name: "kind_of_place" });
  const service = hasService("van", kind);
  return (
    <>
      <TextField label={texts.line1} autoComplete="shipping address-line1" error={errors.line1?.message} {...register("line1")} />
      <TextField label={texts.line2} autoComplete="shipping address-line2" optional error={errors.line2?.message} {...register("line2")} />
      <div className="grid grid-cols-[2fr_1fr] items-start gap-5">
        <TextField label={texts.city} autoComplete="shipping address-level2" error={errors.city?.message} {...register("city")} />
        <TextField label={texts.region} autoComplete="shipping address-level1" error={errors.region?.message} {...register("region")} />
      </div>
      <Select label={texts.kind} {...register("kind_of_place")}>
        {KINDS_OF_PLACE.map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {service && <Service form={form}>{children}</Service>}
      {hasSafePlace("van", kind) && (
        <TextField label={texts.safePlace} hint={texts.safePlaceHint} optional error={errors.safe_place?.message} {...register("safe_place")} />
      )}
      <TextArea label={texts.notes} hint={texts.notesHint} rows={2} optional error={errors.notes?.message} {...register("notes")} />
      {!service && (
        <label className="choice flex min-h-12 items-center gap-3 rounded-md border border-line bg-card px-4 py-3">
          <input type="checkbox" {...register("anonymous_sender")} className="size-4.5 shrink-0 focus-visible:outline-none" />
          <span className="grid gap-0.5">
            <span className="font-medium">{texts.anonymous}</span>
            <span className="text-sm text-ink-soft">{texts.anonymousHint}</span>
          </span>
        </label>
      )}
    </>
  );
}

/** For flowers that have to be there before a service begins. */
function Service({ form, children }: FieldsProps) {
  const { register, formState: { errors } } = form;
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <div className="grid gap-4">
        <TextField label={texts.serviceTime} hint={texts.serviceTimeHint} type="time" optional error={errors.service_time?.message} {...register("service_time")} />
        {children}
      </div>
      <TextField label={texts.ribbon} hint={texts.ribbonHint} optional error={errors.ribbon_text?.message} {...register("ribbon_text")} />
    </div>
  );
}
