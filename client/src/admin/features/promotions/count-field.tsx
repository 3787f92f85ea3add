import { TextInput } from "@mantine/core";
import type { Draft } from "./draft";

/** One part of the form: what it holds, what the server said of its fields, and how it changes. */
export interface Part { draft: Draft; wrong: Record<string, string>; onChange: (part: Partial<Draft>) => void }

interface CountProps { label: string; value: string; description?: string; required?: boolean; error?: string; onChange: (value: string) => void }

/** A whole number as it is typed; empty where it may be. */
export function Count({ value, onChange, ...rest }: CountProps) {
  return <TextInput {...rest} value={value} inputMode="numeric" maxLength={7} size="md" inputWrapperOrder={["label", "input", "description", "error"]} onChange={({ currentTarget }) => onChange(currentTarget.value.replace(/\D/g, ""))} />;
}
