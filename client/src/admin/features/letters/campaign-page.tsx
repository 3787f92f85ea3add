/** One campaign: written beside the letter that it becomes, then sent, paused, stopped. */
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { useDocumentTitle } from "@/lib/document-title";
import { Trouble, Waiting } from "@/admin/ui/faces";
import { CampaignForm } from "./campaign-form";
import { CampaignProgress } from "./campaign-progress";
import { LettersTabs } from "./letters-tabs";
import classes from "./letters.module.css";
import { Preview } from "./preview";
import { campaignQuery, type Campaign, type CampaignBody } from "./queries";
import { editorTexts as texts } from "./texts";

const NEW = "new";
const EMPTY: CampaignBody = { subject: "", preheader: "", heading: "", body: "", products: [], code: "" };

/** A new one has no address yet; saved, it goes on under its own. */
export default function CampaignPage() {
  const { id = NEW } = useParams();
  const known = useQuery({ ...campaignQuery(Number(id)), enabled: id !== NEW });
  const [draft, setDraft] = useState<CampaignBody | null>(null);
  if (known.error) return <Trouble error={known.error} onRetry={() => void known.refetch()} />;
  if (id !== NEW && !known.data) return <Waiting />;
  return <Editor campaign={known.data} draft={draft ?? bodyOf(known.data)} onDraft={setDraft} />;
}

interface Props { campaign?: Campaign; draft: CampaignBody; onDraft: (draft: CampaignBody) => void }

function Editor({ campaign, draft, onDraft }: Props) {
  const title = campaign ? campaign.subject : texts.newTitle;
  useDocumentTitle(title);
  const isDraft = campaign === undefined || campaign.status.code === "draft";
  return (
    <Stack gap="lg">
      <Title order={1} style={{ overflowWrap: "anywhere" }}>{title}</Title>
      <LettersTabs />
      <div className={classes.editor}>
        {isDraft ? <CampaignForm campaign={campaign} draft={draft} onDraft={onDraft} /> : <CampaignProgress campaign={campaign} />}
        <div className={classes.beside}><Preview draft={draft} /></div>
      </div>
    </Stack>
  );
}

function bodyOf(campaign?: Campaign): CampaignBody {
  if (!campaign) return EMPTY;
  const { subject, preheader, heading, body, products, code } = campaign;
  return { subject, preheader, heading, body, products, code };
}
