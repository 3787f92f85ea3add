/** Why something is done: one press for what is usual, or a few words. */
import { Button, Group, Stack, TextInput } from "@mantine/core";

interface Props { label: string; usual: readonly string[]; value: string; onChange: (reason: string) => void }

export function ReasonField({ label, usual, value, onChange }: Props) {
  return (
    <Stack gap="xs">
      <TextInput label={label} value={value} maxLength={300} size="md" onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      <Group gap="xs">
        {usual.map((each) => (
          <Button key={each} variant={value === each ? "filled" : "default"} aria-pressed={value === each} h={44} px="md" onClick={() => onChange(each)}>
            {each}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
