/** So many of a stem that the delivery takes, and what comes instead: the same flower and color first. */
import { Paper, Select, SimpleGrid, Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { DayString } from "@/lib/api/types";
import { Stepper } from "@/admin/ui/stepper";
import { shelfQuery, type ShelfStem, type TakenStem } from "../queries";
import { proposeTexts as texts } from "../texts";

export interface Row { stem: string | null; substitute: string | null; quantity: number; taken: number }
interface Props { row: Row; takes: TakenStem[]; day: DayString; onChange: (part: Partial<Row>) => void }

export function ExchangeRow({ row, takes, day, onChange }: Props) {
  const { data: shelf } = useSuspenseQuery(shelfQuery(day));
  const old = takes.find(({ stem_id }) => String(stem_id) === row.stem);
  const others = old ? likest(shelf.stems, old) : [];
  return (
    <Paper withBorder p="md" radius="md">
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" style={{ alignItems: "end" }}>
          <StemPick
            label={texts.stem}
            value={row.stem}
            data={takes.map(({ stem_id, name, quantity }) => ({ value: String(stem_id), label: texts.taken(quantity, name) }))}
            onChange={(stem) => onChange({ stem, substitute: null, ...allOf(takes, stem) })}
          />
          <StemPick
            label={texts.substitute}
            value={row.substitute}
            data={others.map(({ id, name, free, colors }) => ({ value: String(id), label: texts.free(name, colors.slice(0, 3).join(", "), free) }))}
            onChange={(substitute) => onChange({ substitute })}
          />
        </SimpleGrid>
        {old && <Stepper label={texts.quantity} value={row.quantity} max={old.quantity} onChange={(quantity) => onChange({ quantity, taken: quantity })} />}
        {row.substitute && <Stepper label={texts.howManyInstead} value={row.taken} onChange={(taken) => onChange({ taken })} />}
      </Stack>
    </Paper>
  );
}

function allOf(takes: TakenStem[], stem: string | null): Pick<Row, "quantity" | "taken"> {
  const quantity = takes.find(({ stem_id }) => String(stem_id) === stem)?.quantity ?? 1;
  return { quantity, taken: quantity };
}

interface PickProps { label: string; value: string | null; data: { value: string; label: string }[]; onChange: (value: string | null) => void }

function StemPick({ label, value, data, onChange }: PickProps) {
  return <Select label={label} placeholder={texts.choose} searchable size="md" value={value} data={data} disabled={data.length === 0} onChange={onChange} withScrollArea={false} comboboxProps={{ withinPortal: false }} styles={{ options: { maxHeight: 240, overflowY: "auto" }, option: { minHeight: 44 } }} />;
}

/** What is on the shelf for the day, the likest first: the same flower, then a color in common, then the most free. */
function likest(stems: ShelfStem[], old: TakenStem): ShelfStem[] {
  const rank = ({ species, colors, free }: ShelfStem) => [Number(species === old.species), Number(colors.some((color) => old.colors.includes(color))), free] as const;
  return stems
    .filter(({ id, free }) => id !== old.stem_id && free > 0)
    .sort((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      return b[1] - a[1] || b[0] - a[0] || b[2] - a[2];
    });
}
