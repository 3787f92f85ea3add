import { useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { toast } from "@/lib/announcements";
import { isProblem } from "@/lib/api/problem";
import type { KeyDate, KeyOccasion } from "@/lib/api/types";
import { monthName } from "@/lib/season";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/states";
import { Select, TextField } from "@/ui/text-field";
import { CheckCard } from "../form/check-card";
import { Form } from "../form/form";
import { useSentForm } from "../form/use-sent-form";
import { dateTexts as texts } from "../more-texts";
import { addKeyDate, changeKeyDate, keyDatesQuery } from "../queries";
import { texts as common } from "../texts";
import { bodyOf, entryOf, isFeast, schema } from "./key-date-form";

const OCCASIONS = Object.entries(texts.occasions) as [KeyOccasion, string][];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const DAYS = Array.from({ length: 31 }, (_, index) => index + 1);

interface Props { kept: KeyDate | null; open: boolean; onClose: () => void }

/** Writes a person's day down, or mends it. */
export function KeyDateDrawer({ kept, open, onClose }: Props) {
  const client = useQueryClient();
  const { field, submit, busy, trouble, form } = useSentForm({
    schema,
    start: entryOf(kept),
    send: (entry) => (kept ? changeKeyDate(kept.id, { version: kept.version, ...bodyOf(entry) }) : addKeyDate(bodyOf(entry))),
    onDone: ({ person }) => {
      void client.invalidateQueries({ queryKey: keyDatesQuery.queryKey });
      toast(texts.saved(person));
      onClose();
    },
  });
  const occasion = useWatch({ control: form.control, name: "occasion" });
  const elsewhere = isProblem(trouble, "version_conflict");
  return (
    <Dialog open={open} onClose={onClose} title={kept ? texts.editTitle : texts.addTitle}>
      <Form onSubmit={submit} busy={busy} trouble={elsewhere ? null : trouble} action={common.save} wide className="pt-2">
        <TextField label={texts.person} autoComplete="off" {...field("person")} />
        <Select label={texts.occasion} {...field("occasion")}>
          {OCCASIONS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        {isFeast(occasion) ? (
          <p className="text-sm text-ink-soft">{texts.feast}</p>
        ) : (
          <div className="grid grid-cols-[2fr_1fr] items-start gap-4">
            <Select label={texts.month} {...field("month")}>
              <option value="" />
              {MONTHS.map((month) => (
                <option key={month} value={month}>
                  {monthName(month)}
                </option>
              ))}
            </Select>
            <Select label={texts.day} {...field("day")}>
              <option value="" />
              {DAYS.map((day) => (
                <option key={day} value={day}>
                  {day}
                </option>
              ))}
            </Select>
          </div>
        )}
        <CheckCard label={texts.remind} {...form.register("remind")} />
        {elsewhere && <Notice tone="trouble">{common.changedElsewhere}</Notice>}
      </Form>
    </Dialog>
  );
}
