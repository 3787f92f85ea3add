import { Button, Group, MultiSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useLocation, useNavigate } from "react-router";
import { useMe } from "@/admin/lib/me";
import { Actions, Dialog } from "@/admin/ui/dialog";
import { Trouble } from "@/admin/ui/faces";
import { complained, said } from "@/admin/ui/said";
import { campaignsQuery, productsQuery, useSave, useStep, useTest, type Campaign, type CampaignBody } from "./queries";
import { editorTexts as texts } from "./texts";

interface Props { campaign?: Campaign; draft: CampaignBody; onDraft: (draft: CampaignBody) => void }

/** What a new campaign's first page has left to the one that it is saved under. */
interface Wish { send: boolean }

const MOST_PRODUCTS = 6;

/** The draft's fields. What is tried out or sent is what is saved, so both save first. */
export function CampaignForm({ campaign, draft, onDraft }: Props) {
  const navigate = useNavigate();
  const save = useSave(campaign);
  const me = useMe();
  const test = useTest({ onSuccess: () => said(texts.tested(me.email)), onError: complained });
  const wish = useLocation().state as Wish | null;
  const [asking, setAsking] = useState<Campaign | null>(wish?.send && campaign ? campaign : null);
  const products = useQuery(productsQuery);
  const say = (change: Partial<CampaignBody>) => onDraft({ ...draft, ...change });
  const saved = (what: string | undefined, then: (after: Campaign) => void) =>
    save.mutate(draft, {
      onSuccess: (after) => {
        // Its page is another one: the frame begins anew there, with what was asked for.
        const state: Wish = { send: what === "send" };
        if (!campaign) void navigate(`/letters/campaigns/${after.id}`, { replace: true, state });
        then(after);
      },
    });
  const submit = (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const what = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    saved(what, (after) => {
      if (what === "send") setAsking(after);
      else if (what === "test") test.mutate(after.id);
      else said(texts.saved);
    });
  };
  return (
    <>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label={texts.subject} description={texts.subjectHint} value={draft.subject} onChange={({ currentTarget }) => say({ subject: currentTarget.value })} maxLength={150} size="md" required />
          <TextInput label={texts.preheader} description={texts.preheaderHint} value={draft.preheader} onChange={({ currentTarget }) => say({ preheader: currentTarget.value })} maxLength={200} size="md" />
          <TextInput label={texts.heading} value={draft.heading} onChange={({ currentTarget }) => say({ heading: currentTarget.value })} maxLength={150} size="md" required />
          <Textarea label={texts.body} description={texts.bodyHint} value={draft.body} onChange={({ currentTarget }) => say({ body: currentTarget.value })} maxLength={8000} rows={8} size="md" required />
          <MultiSelect
            label={texts.products}
            description={texts.productsHint}
            data={(products.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
            value={draft.products}
            onChange={(chosen) => say({ products: chosen })}
            maxValues={MOST_PRODUCTS}
            size="md"
            searchable
          />
          <TextInput label={texts.code} description={texts.codeHint} value={draft.code} onChange={({ currentTarget }) => say({ code: currentTarget.value })} maxLength={40} size="md" autoComplete="off" />
          {save.error && <Trouble error={save.error} />}
          <Group gap="sm">
            <SendButton busy={save.isPending} />
            <Button type="submit" value="test" variant="default" size="md" loading={test.isPending}>{texts.test}</Button>
            <Button type="submit" value="save" variant="subtle" size="md">{texts.save}</Button>
          </Group>
        </Stack>
      </form>
      {asking && <SendDialog campaign={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function SendButton({ busy }: { busy: boolean }) {
  const { audience } = useSuspenseQuery(campaignsQuery).data;
  return <Button type="submit" value="send" size="md" loading={busy} disabled={audience === 0}>{audience === 0 ? texts.nobody : texts.send(audience)}</Button>;
}

function SendDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { audience } = useSuspenseQuery(campaignsQuery).data;
  const step = useStep();
  return (
    <Dialog title={texts.confirmTitle} onClose={onClose} size="md">
      <Text fw={550} mb="xs">{campaign.subject}</Text>
      <Text>{texts.confirm(audience)}</Text>
      {step.error && <Trouble error={step.error} />}
      <Actions>
        <Button variant="subtle" onClick={onClose}>{texts.back}</Button>
        <Button loading={step.isPending} onClick={() => step.mutate({ campaign, step: "send" }, { onSuccess: () => { onClose(); said(texts.sending); } })}>{texts.confirmGo}</Button>
      </Actions>
    </Dialog>
  );
}
