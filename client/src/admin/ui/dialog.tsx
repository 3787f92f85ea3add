/** A dialog with its name and a way out. Its head is no `header`: that would be a second banner of the page. */
import { CloseButton, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "./texts";

interface Props { opened: boolean; title: ReactNode; onClose: () => void; children: ReactNode }

export function Dialog({ opened, title, onClose, children }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size="md">
      <Modal.Overlay />
      <Modal.Content p="lg">
        <Group justify="space-between" align="flex-start" wrap="nowrap" mb="md">
          <Modal.Title ff="heading" fz="xl">{title}</Modal.Title>
          <CloseButton size={44} mt={-8} mr={-8} aria-label={texts.close} onClick={onClose} />
        </Group>
        {children}
      </Modal.Content>
    </Modal.Root>
  );
}
