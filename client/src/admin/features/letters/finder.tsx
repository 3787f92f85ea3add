import { Box, CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide";
import { useState, type SyntheticEvent } from "react";
import { Icon } from "@/admin/ui/icon";
import { outboxTexts } from "./texts";

interface Props { label: string; hint?: string; words: string; onFind: (words: string) => void }

/** A field that asks when it is sent off, not with every letter. */
export function Finder({ label, hint, words, onFind }: Props) {
  const [typed, setTyped] = useState(words);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onFind(typed.trim());
  }
  return (
    <Box component="form" role="search" onSubmit={submit} flex="1 1 260px">
      <TextInput
        aria-label={label}
        placeholder={hint}
        size="md"
        styles={{ input: { height: 44 } }}
        leftSection={<Icon of={Search} size={18} />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        rightSection={typed && <CloseButton aria-label={outboxTexts.clear} onClick={() => { setTyped(""); onFind(""); }} />}
      />
    </Box>
  );
}
