/** Digits for wet fingers: large keys below a number that a keyboard may type just as well. */
import { Button, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Delete } from "lucide";
import { Icon } from "./icon";
import { texts } from "./texts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const MOST_DIGITS = 5;

interface Props { label: string; digits: string; onChange: (digits: string) => void }

export function NumberPad({ label, digits, onChange }: Props) {
  const write = (next: string) => onChange(next.replace(/\D/g, "").replace(/^0+(?=\d)/, "").slice(0, MOST_DIGITS));
  return (
    <Stack gap="xs">
      <TextInput
        label={label}
        value={digits}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        inputMode="none" // the keys below are the keyboard
        autoComplete="off"
        data-autofocus
        styles={{ input: { height: 64, fontSize: "2rem", textAlign: "center", fontVariantNumeric: "tabular-nums" } }}
      />
      <SimpleGrid cols={3} spacing={6} role="group" aria-label={texts.digits}>
        {KEYS.map((key) => <Key key={key} face={key} onPress={() => write(digits + key)} />)}
        <Key face={texts.clear} onPress={() => write("")} />
        <Key face="0" onPress={() => write(`${digits}0`)} />
        <Button variant="default" h={60} aria-label={texts.oneBack} onClick={() => write(digits.slice(0, -1))}><Icon of={Delete} /></Button>
      </SimpleGrid>
    </Stack>
  );
}

function Key({ face, onPress }: { face: string; onPress: () => void }) {
  return <Button variant="default" h={60} fz={face.length > 1 ? "md" : "xl"} fw={500} onClick={onPress}>{face}</Button>;
}
