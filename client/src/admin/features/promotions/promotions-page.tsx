/** What takes something off the price: what each gives, when, for whom, and how far it is used. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide";
import { useState } from "react";
import { useDocumentTitle } from "@/lib/document-title";
import { useMay } from "@/admin/lib/me";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { PromotionCard } from "./promotion-card";
import { PromotionForm } from "./promotion-form";
import { choicesQuery, promotionsQuery, type Promotion } from "./queries";
import { texts } from "./texts";

export default function PromotionsPage() {
  useDocumentTitle(texts.title);
  const { data } = useSuspenseQuery(promotionsQuery);
  const { data: choices } = useSuspenseQuery(choicesQuery);
  const [task, setTask] = useState<{ known?: Promotion } | null>(null);
  const may = useMay("set_promotions");
  const done = () => setTask(null);
  return (
    <Stack gap="lg" maw={980}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.7">{texts.lead}</Text>
        </div>
        {may && <Button h={48} leftSection={<Icon of={Plus} />} onClick={() => setTask({})}>{texts.add}</Button>}
      </Group>
      {data.items.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }} aria-label={texts.list}>
        {data.items.map((promotion) => (
          <li key={promotion.id}>
            <PromotionCard promotion={promotion} choices={choices} may={may} onChange={() => setTask({ known: promotion })} />
          </li>
        ))}
      </Stack>
      <Dialog opened={task !== null} size="xl" onClose={done} title={task?.known ? texts.changeOf(task.known.name) : texts.add}>
        {task && <PromotionForm known={task.known} choices={choices} today={data.today} currency={data.currency} onDone={done} />}
      </Dialog>
    </Stack>
  );
}
