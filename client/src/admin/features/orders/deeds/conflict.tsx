/** Two versions side by side: nothing is lost before a person has seen both. */
import { Alert, Button, Group, Stack, Table, Text } from "@mantine/core";
import type { Difference } from "./differences";
import { conflictTexts as texts } from "../texts";

interface Props {
  differences: Difference[];
  /** What the two columns are called: theirs, then mine. */
  names?: [string, string];
  /** The button that goes on all the same. */
  goOn?: string;
  busy: boolean;
  onTheirs: () => void;
  onMine: () => void;
}

export function Conflict({ differences, names = [texts.theirs, texts.mine], goOn = texts.writeMine, busy, onTheirs, onMine }: Props) {
  return (
    <Stack gap="md">
      <Alert color="pollen" role="alert" title={texts.title}>{texts.lead}</Alert>
      {differences.length === 0 ? (
        <Text>{texts.noDifference}</Text>
      ) : (
        <Table verticalSpacing="sm" aria-label={texts.title} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Td w="24%" />
              {names.map((name) => <Table.Th key={name}>{name}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differences.map(({ name, theirs, mine }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" c="gray.7" fw={550}>{name}</Table.Th>
                {[theirs, mine].map((words, index) => (
                  <Table.Td key={index} style={{ whiteSpace: "pre-line", overflowWrap: "anywhere", verticalAlign: "top" }}>{words || texts.nothing}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group justify="flex-end">
        <Button variant="default" size="md" onClick={onTheirs} data-autofocus>{texts.takeTheirs}</Button>
        <Button size="md" loading={busy} onClick={onMine}>{goOn}</Button>
      </Group>
    </Stack>
  );
}
