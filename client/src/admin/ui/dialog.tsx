import { Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "./texts";

interface Props { title: ReactNode; opened?: boolean; size?: string; onClose: () => void; children: ReactNode }

/**
 * A question in front of the page; Escape leaves it without having done anything. Its head is no `<header>`, as Mantine's own
 * would be: a page has one banner.
 */
export function Dialog({ title, opened = true, size = "lg", onClose, children }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content radius="lg">
        <Group justify="space-between" wrap="nowrap" align="flex-start" px={{ base: "md", sm: "xl" }} pt="lg" pb="xs">
          <Modal.Title ff="heading" fz="h3">{title}</Modal.Title>
          <Modal.CloseButton aria-label={texts.close} size="lg" />
        </Group>
        <Modal.Body px={{ base: "md", sm: "xl" }} pb="xl">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What can be pressed at a dialog's end; it stays in sight however long the dialog is. */
export function Actions({ children }: { children: ReactNode }) {
  return (
    <Group justify="flex-end" py="sm" bg="white" pos="sticky" bottom={0} style={{ zIndex: 1, marginBlockEnd: "calc(-1 * var(--mantine-spacing-sm))" }}>
      {children}
    </Group>
  );
}
