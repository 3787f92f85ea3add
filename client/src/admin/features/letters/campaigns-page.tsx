/** What was written to all who want news, and what is being written. */
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PenLine } from "lucide";
import { useHref, useLinkClickHandler } from "react-router";
import { formatInstant } from "@/lib/dates";
import { useDocumentTitle } from "@/lib/document-title";
import { shopQuery } from "@/lib/questions/shop";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { Link } from "@/admin/ui/link";
import { StatusBadge } from "@/admin/ui/status-badge";
import { LettersTabs } from "./letters-tabs";
import classes from "./letters.module.css";
import { campaignsQuery, type Campaign } from "./queries";
import { campaignTexts as texts } from "./texts";

const NEW = "/letters/campaigns/new";

export default function CampaignsPage() {
  useDocumentTitle(texts.title);
  const { data } = useSuspenseQuery(campaignsQuery);
  const { data: shop } = useSuspenseQuery(shopQuery);
  const href = useHref(NEW);
  const go = useLinkClickHandler(NEW);
  return (
    <Stack gap="lg" maw={980}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.title}</Title>
          <Text c="gray.7">{texts.lead(data.audience)}</Text>
        </div>
        <Button component="a" href={href} onClick={go} size="md" leftSection={<Icon of={PenLine} size={18} />}>{texts.write}</Button>
      </Group>
      <LettersTabs />
      {data.items.length === 0 && <Empty title={texts.none}>{texts.noneMore}</Empty>}
      <Stack component="ul" aria-label={texts.list} gap="sm" className={classes.list}>
        {data.items.map((campaign) => <li key={campaign.id}><Row campaign={campaign} timeZone={shop.time_zone} /></li>)}
      </Stack>
    </Stack>
  );
}

function Row({ campaign, timeZone }: { campaign: Campaign; timeZone: string }) {
  const { id, subject, status, started_at, created_at, sent, recipients } = campaign;
  return (
    <Paper p="md" radius="lg" bg="white" shadow="xs">
      <Group gap="sm">
        <Link to={`/letters/campaigns/${id}`} fw={550} c="green.8" underline="always">{subject}</Link>
        <StatusBadge status={status} />
      </Group>
      <Text size="sm" c="gray.7" mt={4}>
        {started_at ? texts.started(formatInstant(started_at, timeZone)) : texts.written(formatInstant(created_at, timeZone))}
        {recipients > 0 && ` · ${texts.progress(sent, recipients)}`}
      </Text>
    </Paper>
  );
}
