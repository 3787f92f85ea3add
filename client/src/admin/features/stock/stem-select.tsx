import { Select } from "@mantine/core";
import { texts } from "./texts";

interface Props { label: string; value: string | null; data: { value: string; label: string }[]; onChange: (stem: string | null) => void }

/** One stem of many, found by typing. The list itself scrolls and stays in the dialog, as assistive programs expect. */
export function StemSelect({ label, value, data, onChange }: Props) {
  return (
    <Select
      label={label}
      placeholder={texts.chooseStem}
      searchable
      size="md"
      data-autofocus
      value={value}
      data={data}
      onChange={onChange}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false }}
      styles={{ options: { maxHeight: 240, overflowY: "auto" }, option: { minHeight: 44 } }}
    />
  );
}
