/** What was just done, in a few words, with a way back where there is one. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { texts } from "./texts";

const LONG_MS = 10_000;

export function said(words: string, undo?: () => void): void {
  const id = notifications.show({
    color: "green",
    autoClose: LONG_MS,
    withCloseButton: true,
    closeButtonProps: { "aria-label": texts.close },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="md">{words}</Text>
        {undo && (
          <Button variant="subtle" size="sm" onClick={() => { notifications.hide(id); undo(); }}>
            {texts.undo}
          </Button>
        )}
      </Group>
    ),
  });
}
