/** The stems of the shop: what each costs, when and where it is ordered again, what may stand in for it. */
import { Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Search } from "lucide";
import { useState } from "react";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { formatMoney } from "@/lib/money";
import { stemsQuery } from "../queries";
import { StockTabs } from "../stock-tabs";
import { suppliersQuery } from "./queries";
import { StemForm } from "./stem-form";
import classes from "./supply.module.css";
import { texts } from "./texts";

export default function StemsPage() {
  const { data } = useSuspenseQuery(stemsQuery);
  const { data: suppliers } = useSuspenseQuery(suppliersQuery);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<number | null>(null);
  const known = data.items.find(({ id }) => id === chosen);
  const found = data.items.filter(({ name, species }) => `${name} ${species}`.toLowerCase().includes(words.trim().toLowerCase()));
  const names = new Map(data.items.map(({ id, name }) => [id, name]));
  return (
    <Stack gap="lg" maw={960}>
      <StockTabs />
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.stemsTitle}</Title>
          <Text c="gray.7">{texts.stemsLead}</Text>
        </div>
        <TextInput aria-label={texts.find} placeholder={texts.find} type="search" value={words} leftSection={<Icon of={Search} size={18} />} styles={{ input: { height: 48 } }} onChange={({ currentTarget }) => setWords(currentTarget.value)} />
      </Group>
      {found.length === 0 && <Empty title={texts.noMatch(words)} />}
      {found.length > 0 && (
        <Paper withBorder radius="lg" bg="white" px="md">
          <ul className={classes.lines} style={{ marginBlock: 4 }} aria-label={texts.stemsTitle}>
            {found.map((stem) => (
              <li key={stem.id} className={classes.line}>
                <div>
                  <Text fw={550}>{stem.name}</Text>
                  <Text size="sm" c="gray.7">{[formatMoney(stem.unit_cost), texts.below(stem.reorder_point), suppliers.items.find(({ id }) => id === stem.supplier_id)?.name].filter(Boolean).join(" · ")}</Text>
                  <Text size="sm" c="gray.6">{stem.substitute_ids.length > 0 ? texts.instead(stem.substitute_ids.map((id) => names.get(id)).join(", ")) : texts.noSubstitutes}</Text>
                </div>
                <Button variant="subtle" h={44} aria-label={texts.changeOf(stem.name)} onClick={() => setChosen(stem.id)}>{texts.change}</Button>
              </li>
            ))}
          </ul>
        </Paper>
      )}
      <Dialog opened={known !== undefined} onClose={() => setChosen(null)} title={known && texts.changeOf(known.name)}>
        {known && <StemForm stem={known} stems={data.items} suppliers={suppliers.items} onDone={() => setChosen(null)} />}
      </Dialog>
    </Stack>
  );
}
