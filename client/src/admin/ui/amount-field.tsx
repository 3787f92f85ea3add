import { TextInput, type TextInputProps } from "@mantine/core";
import { isAmount } from "@/admin/lib/amounts";
import { texts } from "./texts";

interface Props extends Pick<TextInputProps, "description" | "required" | "disabled" | "error"> { label: string; value: string; onChange: (value: string) => void }

/** Money as one types it; what is none is said at the field. */
export function Amount({ label, value, error, onChange, ...rest }: Props) {
  const unreadable = value.trim() !== "" && !isAmount(value) ? texts.amount : undefined;
  return <TextInput {...rest} inputWrapperOrder={["label", "input", "description", "error"]} label={label} value={value} error={unreadable ?? error} inputMode="decimal" maxLength={10} size="md" onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
}
