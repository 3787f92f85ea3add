import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets, Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

type Outbox = Gets["/api/admin/letters"]["answer"];
export type OutboxLetter = Outbox["items"][number];
export type OutboxSearch = NonNullable<Gets["/api/admin/letters"]["query"]>;
export type Suppressions = Gets["/api/admin/suppressions"]["answer"];
type Campaigns = Gets["/api/admin/campaigns"]["answer"];
export type Campaign = Campaigns["items"][number];
export type CampaignBody = Posts["/api/admin/campaigns"]["body"];
export type CampaignStep = "send" | "pause" | "resume" | "cancel";

const LETTERS = ["letters"] as const;
const SUPPRESSIONS = ["suppressions"] as const;
const CAMPAIGNS = ["campaigns"] as const;
const LOOK_AGAIN_MS = 3000;

export const outboxQuery = (query: OutboxSearch) =>
  queryOptions({ queryKey: [...LETTERS, query], queryFn: ({ signal }) => mine.get("/api/admin/letters", { query, signal }) });

export const suppressionsQuery = (q: string) =>
  queryOptions({ queryKey: [...SUPPRESSIONS, q], queryFn: ({ signal }) => mine.get("/api/admin/suppressions", { query: { q }, signal }) });

export const campaignsQuery = queryOptions({
  queryKey: CAMPAIGNS,
  queryFn: ({ signal }) => mine.get("/api/admin/campaigns", { query: {}, signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isSending) ? LOOK_AGAIN_MS : false),
});

/** A campaign; while it is being sent, its progress is asked for again and again. */
export const campaignQuery = (id: number) =>
  queryOptions({
    queryKey: [...CAMPAIGNS, id],
    queryFn: ({ signal }) => mine.get("/api/admin/campaigns/{campaign_id}", { path: { campaign_id: id }, signal }),
    refetchInterval: ({ state }) => (state.data && isSending(state.data) ? LOOK_AGAIN_MS : false),
  });

/** The letter of a draft; the last one stays in sight while the next is made. */
export const previewQuery = (body: CampaignBody) =>
  queryOptions({
    queryKey: ["campaign-preview", body],
    queryFn: ({ signal }) => mine.post("/api/admin/campaigns/preview", { body, signal }),
    placeholderData: keepPreviousData,
    enabled: [body.subject, body.heading, body.body].every((words) => words.trim() !== ""),
    retry: false,
  });

export const productsQuery = queryOptions({ queryKey: ["products"], queryFn: ({ signal }) => mine.get("/api/admin/products", { signal }) });

const isSending = (campaign: Campaign): boolean => campaign.status.code === "sending";

function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>, ...keys: (readonly string[])[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useResend = () =>
  useChange((letter: OutboxLetter) => mine.post("/api/admin/letters/{letter_id}/resend", { path: { letter_id: letter.id } }), LETTERS, ["today"]);

export const useLift = () =>
  useChange((id: number) => mine.del("/api/admin/suppressions/{suppression_id}", { path: { suppression_id: id } }), SUPPRESSIONS);

/** A new draft, or `known` said anew; its page has it at once. */
export function useSave(known?: Campaign) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CampaignBody) =>
      known
        ? mine.patch("/api/admin/campaigns/{campaign_id}", { path: { campaign_id: known.id }, body: { ...body, version: known.version } })
        : mine.post("/api/admin/campaigns", { body }),
    onSuccess: (after) => client.setQueryData(campaignQuery(after.id).queryKey, after),
    onSettled: () => client.invalidateQueries({ queryKey: CAMPAIGNS, exact: true }),
  });
}

/** Its answer is told even when the page has changed meanwhile. */
export const useTest = (told: { onSuccess: () => void; onError: (error: unknown) => void }) =>
  useMutation({ mutationFn: (id: number) => mine.post("/api/admin/campaigns/{campaign_id}/test", { path: { campaign_id: id } }), ...told });

export const useStep = () =>
  useChange(
    ({ campaign: { id, version }, step }: { campaign: Campaign; step: CampaignStep }) =>
      mine.post(`/api/admin/campaigns/{campaign_id}/${step}`, { path: { campaign_id: id }, body: { version } }),
    CAMPAIGNS,
  );
