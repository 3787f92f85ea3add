/** What kinds of places ask of what is brought there; picker, cart and checkout say so to customers. */
import { Button, Group, NumberInput, Paper, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/admin/lib/me";
import { Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { said } from "@/admin/ui/said";
import { destinationsQuery, useDestination, type Destination } from "./queries";
import { texts } from "./texts";
import { destinationWords } from "./words";

const words = texts.destinations;
const nameOf = ({ kind_of_place }: Destination): string => words.kinds[kind_of_place] ?? kind_of_place;

export function Destinations() {
  const { data } = useSuspenseQuery(destinationsQuery);
  const [chosen, setChosen] = useState<Destination | null>(null);
  const may = useMay("set_calendar");
  return (
    <Paper withBorder component="section" aria-labelledby="destinations" p="lg" radius="lg" bg="white">
      <Title id="destinations" order={2} size="h3">{words.title}</Title>
      <Text c="gray.7" mb="sm">{words.lead}</Text>
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: "none" }}>
        {data.destinations.map((each) => (
          <Group key={each.kind_of_place} component="li" justify="space-between" wrap="nowrap" py="xs" style={{ borderTop: "1px solid var(--mantine-color-gray-3)" }}>
            <div>
              <Text fw={550}>{nameOf(each)}</Text>
              <Text size="sm" c="gray.7">{destinationWords(each)}</Text>
            </div>
            {may && <Button variant="subtle" h={44} px="sm" style={{ flexShrink: 0 }} aria-label={texts.changeOf(nameOf(each))} onClick={() => setChosen(each)}>{texts.change}</Button>}
          </Group>
        ))}
      </Stack>
      {chosen && (
        <Dialog title={words.of(nameOf(chosen))} onClose={() => setChosen(null)}>
          <Form destination={chosen} onDone={() => setChosen(null)} />
        </Dialog>
      )}
    </Paper>
  );
}

function Form({ destination, onDone }: { destination: Destination; onDone: () => void }) {
  const save = useDestination(destination.kind_of_place);
  const [species, setSpecies] = useState(destination.species);
  const [latest, setLatest] = useState(destination.latest_end?.slice(0, 5) ?? "");
  const [before, setBefore] = useState<number | string>(destination.minutes_before_service ?? "");
  const submit = () =>
    save.mutate(
      { version: destination.version, species, latest_end: latest || null, minutes_before_service: Number(before) || null },
      { onSuccess: () => { said(texts.saved(nameOf(destination))); onDone(); } },
    );
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Stack>
        <TagsInput label={words.species} value={species} size="md" acceptValueOnBlur onChange={setSpecies} />
        <TextInput type="time" label={words.latest} value={latest} size="md" onChange={({ currentTarget }) => setLatest(currentTarget.value)} />
        <NumberInput label={words.service} value={before} min={0} max={1_440} allowDecimal={false} size="md" onChange={setBefore} />
        {save.error && <Trouble error={save.error} />}
        <Button type="submit" h={52} fz="md" loading={save.isPending}>{texts.save}</Button>
      </Stack>
    </form>
  );
}
