/** One campaign: written beside the letter that it becomes, then sent, paused, stopped. */
import { Stack, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { useDocumentTitle } from "@/lib/document-title";
import { CampaignForm } from "./campaign-form";
import { CampaignProgress } from "./campaign-progress";
import { LettersTabs } from "./letters-tabs";
import classes from "./letters.module.css";
import { Preview } from "./preview";
import { campaignQuery, type Campaign, type CampaignBody } from "./queries";
import { editorTexts as texts } from "./texts";

const EMPTY: CampaignBody = { subject: "", preheader: "", heading: "", body: "", products: [], code: "" };

export default function CampaignPage() {
  const { id = "" } = useParams();
  return id === "new" ? <Editor key="new" /> : <Known key={id} id={Number(id)} />;
}

function Known({ id }: { id: number }) {
  const { data } = useSuspenseQuery(campaignQuery(id));
  return <Editor campaign={data} />;
}

function Editor({ campaign }: { campaign?: Campaign }) {
  const [draft, setDraft] = useState<CampaignBody>(campaign ? bodyOf(campaign) : EMPTY);
  const title = campaign ? campaign.subject : texts.newTitle;
  useDocumentTitle(title);
  const isDraft = campaign === undefined || campaign.status.code === "draft";
  return (
    <Stack gap="lg">
      <Title order={1} style={{ overflowWrap: "anywhere" }}>{title}</Title>
      <LettersTabs />
      <div className={classes.editor}>
        {isDraft ? <CampaignForm campaign={campaign} draft={draft} onDraft={setDraft} /> : <CampaignProgress campaign={campaign} />}
        <div className={classes.beside}><Preview draft={draft} /></div>
      </div>
    </Stack>
  );
}

function bodyOf({ subject, preheader, heading, body, products, code }: Campaign): CampaignBody {
  return { subject, preheader, heading, body, products, code };
}
