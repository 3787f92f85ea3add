/** What was just done, in a few words, with a way back where there is one. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { wordsOf } from "./faces";
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
          <Button variant="subtle" size="sm" style={{ flexShrink: 0 }} onClick={() => { notifications.hide(id); undo(); }}>
            {texts.undo}
          </Button>
        )}
      </Group>
    ),
  });
}

/** What could not be done, when no dialog is open to say so. */
export function complained(error: unknown): void {
  notifications.show({ color: "petal", autoClose: LONG_MS, closeButtonProps: { "aria-label": texts.close }, title: texts.trouble, message: wordsOf(error) });
}
