import { Button, Group, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatInstant } from "@/lib/dates";
import { shopQuery } from "@/lib/questions/shop";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { complained, said } from "@/admin/ui/said";
import { StatusBadge } from "@/admin/ui/status-badge";
import { useStep, type Campaign, type CampaignStep } from "./queries";
import { campaignTexts, editorTexts as texts } from "./texts";

/** How far a campaign is, and the ways to hold it. */
export function CampaignProgress({ campaign }: { campaign: Campaign }) {
  const { status, recipients, waiting } = campaign;
  const done = recipients === 0 ? 0 : (100 * (recipients - waiting)) / recipients;
  return (
    <Paper p="lg" radius="lg" bg="white" shadow="xs">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h3">{texts.progress}</Title>
          <StatusBadge status={status} />
        </Group>
        <Progress value={done} size="lg" radius="xl" aria-label={texts.progress} />
        <Counts campaign={campaign} />
        <Holds campaign={campaign} />
      </Stack>
    </Paper>
  );
}

function Counts({ campaign: { status, recipients, sent, skipped, failed, started_at } }: { campaign: Campaign }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  return (
    <div role="status">
      <Text fw={550}>{campaignTexts.progress(sent, recipients)}</Text>
      {skipped > 0 && <Text size="sm" c="gray.7">{campaignTexts.skipped(skipped)}</Text>}
      {failed > 0 && <Text size="sm" c="petal.7">{campaignTexts.failed(failed)}</Text>}
      {started_at && <Text size="sm" c="gray.7">{campaignTexts.started(formatInstant(started_at, shop.time_zone))}</Text>}
      {status.code === "paused" && <Text size="sm" mt="xs">{texts.paused}</Text>}
    </div>
  );
}

function Holds({ campaign }: { campaign: Campaign }) {
  const step = useStep();
  const [stopping, setStopping] = useState(false);
  const { code } = campaign.status;
  const go = (next: CampaignStep) => step.mutate({ campaign, step: next }, { onError: complained });
  if (code !== "sending" && code !== "paused") return null;
  return (
    <Group gap="sm">
      {code === "sending" && <Button size="md" variant="default" loading={step.isPending} onClick={() => go("pause")}>{texts.pause}</Button>}
      {code === "paused" && <Button size="md" loading={step.isPending} onClick={() => go("resume")}>{texts.resume}</Button>}
      <Button size="md" variant="subtle" color="petal" onClick={() => setStopping(true)}>{texts.cancel}</Button>
      {stopping && <StopDialog campaign={campaign} onClose={() => setStopping(false)} />}
    </Group>
  );
}

function StopDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const step = useStep();
  return (
    <Dialog title={texts.cancelTitle} onClose={onClose} size="md">
      <Text>{texts.cancelMore(campaign.waiting)}</Text>
      {step.error && <Trouble error={step.error} />}
      <Actions>
        <Button variant="subtle" onClick={onClose}>{texts.back}</Button>
        <Button color="petal" loading={step.isPending} onClick={() => step.mutate({ campaign, step: "cancel" }, { onSuccess: () => { onClose(); said(texts.cancelled); } })}>{texts.cancel}</Button>
      </Actions>
    </Dialog>
  );
}
