import { Radio, Stack, Text } from "@mantine/core";
import { deedTexts as texts } from "../texts";

export type Stems = "back" | "kept";

/** Whether the stems go back into stock. What is made has used them. */
export function StemsChoice({ made, value, onChange }: { made: boolean; value: Stems; onChange: (stems: Stems) => void }) {
  if (made) return <Text c="gray.7">{texts.made}</Text>;
  return (
    <Radio.Group label={texts.stems} size="md" value={value} onChange={(chosen) => onChange(chosen)}>
      <Stack gap="sm" mt="xs">
        <Radio value="back" label={texts.stemsBack} size="md" />
        <Radio value="kept" label={texts.stemsKept} size="md" />
      </Stack>
    </Radio.Group>
  );
}
