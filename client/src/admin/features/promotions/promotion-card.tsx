import { Button, Code, Group, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { complained, said } from "@/admin/ui/said";
import { StatusBadge } from "@/admin/ui/status-badge";
import { asIs } from "./draft";
import { useDelete, usePromotion, type Choices, type Promotion } from "./queries";
import { texts } from "./texts";
import { daysOf, gives, rulesOf, usesOf } from "./words";

const TALL = 44;

interface Props { promotion: Promotion; choices: Choices; may: boolean; onChange: () => void }

/** One promotion: what it gives, its rules and days, and how far it is used. */
export function PromotionCard({ promotion, choices, may, onChange }: Props) {
  const { name, code, status } = promotion;
  return (
    <Paper withBorder radius="lg" bg="white" p={{ base: "md", sm: "lg" }} component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={6} flex="1 1 300px">
          <Group gap="sm">
            <Title order={2} size="h3">{name}</Title>
            <StatusBadge status={{ code: status, label: texts.statuses[status] }} />
          </Group>
          <Group gap="sm">
            <Text fw={600} size="lg" c="green.7">{gives(promotion)}</Text>
            {code ? <Code fz="md" c="gray.9" bg="gray.2">{code}</Code> : <Text c="gray.7">{texts.byItself}</Text>}
          </Group>
          <Text c="gray.7">{[daysOf(promotion), ...rulesOf(promotion, choices)].join(" · ")}</Text>
        </Stack>
        <Uses promotion={promotion} />
      </Group>
      {may && <Deeds promotion={promotion} onChange={onChange} />}
    </Paper>
  );
}

/** Used and held of its limit, as words and as a bar where there is a limit. */
function Uses({ promotion }: { promotion: Promotion }) {
  const { used, held, total_limit } = promotion;
  const share = (n: number) => Math.min(100, (100 * n) / (total_limit ?? 1));
  return (
    <Stack gap={6} miw={180}>
      <Text size="sm" c="gray.7" ta={{ sm: "right" }} style={{ fontVariantNumeric: "tabular-nums" }}>{usesOf(promotion)}</Text>
      {total_limit !== null && (
        <Progress.Root size="md" aria-hidden>
          <Progress.Section value={share(used)} color="green" />
          <Progress.Section value={share(held)} color="pollen.4" />
        </Progress.Root>
      )}
    </Stack>
  );
}

function Deeds({ promotion, onChange }: Pick<Props, "promotion" | "onChange">) {
  const [removing, setRemoving] = useState(false);
  const save = usePromotion(promotion);
  const { name, active, used, held, version } = promotion;
  const turn = (on: boolean) =>
    save.mutate({ body: asIs(promotion, on), version }, { onSuccess: () => said(on ? texts.resumed(name) : texts.paused(name)), onError: complained });
  return (
    <Group gap="sm" mt="md">
      <Button variant="default" h={TALL} aria-label={texts.changeOf(name)} onClick={onChange}>{texts.change}</Button>
      <Button variant="default" h={TALL} loading={save.isPending} aria-label={active ? texts.pauseOf(name) : texts.resumeOf(name)} onClick={() => turn(!active)}>{active ? texts.pause : texts.resume}</Button>
      {used + held === 0 && <Button variant="subtle" color="petal.7" h={TALL} aria-label={texts.removeOf(name)} onClick={() => setRemoving(true)}>{texts.remove}</Button>}
      {removing && <Remove promotion={promotion} onClose={() => setRemoving(false)} />}
    </Group>
  );
}

function Remove({ promotion: { id, name }, onClose }: { promotion: Promotion; onClose: () => void }) {
  const remove = useDelete();
  return (
    <Dialog title={texts.reallyRemove(name)} onClose={onClose}>
      <Stack>
        <Text>{texts.reallyRemoveMore}</Text>
        {remove.error && <Trouble error={remove.error} />}
        <Actions>
          <Button variant="default" size="md" data-autofocus onClick={onClose}>{texts.keep}</Button>
          <Button size="md" color="petal" loading={remove.isPending} onClick={() => remove.mutate(id, { onSuccess: () => { onClose(); said(texts.removed(name)); } })}>{texts.remove}</Button>
        </Actions>
      </Stack>
    </Dialog>
  );
}
