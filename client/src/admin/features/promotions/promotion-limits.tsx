/** When, from what sum on, for which flowers, and how often. */
import { Checkbox, MultiSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Amount } from "@/admin/ui/amount-field";
import { Count, type Part } from "./count-field";
import type { Choices } from "./queries";
import { texts } from "./texts";

const words = texts.form;
/** The list scrolls by itself and stays in the dialog, as assistive programs expect. */
const LIST = { withScrollArea: false, comboboxProps: { withinPortal: false }, styles: { options: { maxHeight: 220, overflowY: "auto" as const } } };

export function Limits({ draft, wrong, onChange, choices }: Part & { choices: Choices }) {
  const backwards = draft.ends_on !== "" && draft.ends_on < draft.starts_on ? words.endsWrong : undefined;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
        <TextInput type="date" label={words.starts} error={wrong.starts_on} value={draft.starts_on} required size="md" onChange={({ currentTarget }) => onChange({ starts_on: currentTarget.value })} />
        <TextInput type="date" label={words.ends} description={words.endsMore} inputWrapperOrder={["label", "input", "description", "error"]} error={wrong.ends_on ?? backwards} value={draft.ends_on} size="md" onChange={({ currentTarget }) => onChange({ ends_on: currentTarget.value })} />
        <Amount label={words.minimum} description={words.minimumMore} error={wrong.minimum} value={draft.minimum} onChange={(minimum) => onChange({ minimum })} />
      </SimpleGrid>
      {draft.kind !== "free_delivery" && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
          <MultiSelect label={words.categories} placeholder={draft.categories.length === 0 ? words.everything : undefined} error={wrong.category_codes} searchable hidePickedOptions size="md" value={draft.categories} data={choices.categories} onChange={(categories) => onChange({ categories })} {...LIST} />
          <MultiSelect label={words.products} placeholder={draft.products.length === 0 ? words.everything : undefined} error={wrong.product_ids} searchable hidePickedOptions size="md" value={draft.products} data={choices.products} onChange={(products) => onChange({ products })} {...LIST} />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "start" }}>
        <Count label={words.perCustomer} description={words.noLimit} error={wrong.per_customer} value={draft.per_customer} onChange={(per_customer) => onChange({ per_customer })} />
        <Count label={words.total} description={words.noLimit} error={wrong.total_limit} value={draft.total_limit} onChange={(total_limit) => onChange({ total_limit })} />
      </SimpleGrid>
      <Stack gap="sm">
        <Checkbox label={words.first} checked={draft.first_order} size="md" onChange={({ currentTarget }) => onChange({ first_order: currentTarget.checked })} />
        <Checkbox label={words.combines} description={words.combinesMore} checked={draft.combines} size="md" onChange={({ currentTarget }) => onChange({ combines: currentTarget.checked })} />
      </Stack>
    </>
  );
}
