/** A field that finds while one types: arrow keys move, Enter takes the one that is marked, Escape leaves. */
import { Combobox, Loader, Text, TextInput, useCombobox } from "@mantine/core";
import { Search } from "lucide";
import { useEffect, type ReactNode } from "react";
import classes from "./finder.module.css";
import { Icon } from "./icon";

interface Option { value: string; label: ReactNode }

interface Props {
  label: string;
  hint: string;
  words: string;
  options: readonly Option[];
  busy: boolean;
  /** Said where nothing was found. */
  none: string;
  /** Takes the focus of its dialog. */
  focused?: boolean;
  onType: (words: string) => void;
  onPick: (value: string) => void;
}

const TALL = 52;

export function Finder({ label, hint, words, options, busy, none, focused, onType, onPick }: Props) {
  const combobox = useCombobox();
  const { selectFirstOption } = combobox;
  const first = options[0]?.value;
  // What is best stands first: Enter takes it.
  useEffect(() => {
    if (first !== undefined) selectFirstOption();
  }, [first, selectFirstOption]);
  const asked = words.trim() !== "";
  const type = (typed: string) => {
    onType(typed);
    if (typed.trim() === "") combobox.closeDropdown();
    else combobox.openDropdown();
  };
  return (
    <Combobox store={combobox} classNames={{ option: classes.option }} withinPortal={false} onOptionSubmit={(value) => { combobox.closeDropdown(); onPick(value); }}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          label={label}
          placeholder={hint}
          size="md"
          styles={{ input: { height: TALL } }}
          leftSection={<Icon of={Search} size={18} />}
          rightSection={busy ? <Loader size="xs" /> : null}
          value={words}
          autoComplete="off"
          data-autofocus={focused ?? undefined}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          onFocus={() => { if (asked) combobox.openDropdown(); }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!asked || (busy && options.length === 0)}>
        <Combobox.Options aria-label={label} mah={420} style={{ overflowY: "auto" }}>
          {options.map(({ value, label: words }) => <Combobox.Option key={value} value={value} py="sm">{words}</Combobox.Option>)}
          {options.length === 0 && <Combobox.Empty><Text size="md" c="gray.7">{none}</Text></Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
