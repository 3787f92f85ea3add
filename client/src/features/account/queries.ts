/** What a customer keeps with us: each list with its fetcher, and the writes that change it. */
import { queryOptions, useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Patches, Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

export const keyDatesQuery = queryOptions({ queryKey: ["key-dates"], queryFn: ({ signal }) => mine.get("/api/me/key-dates", { signal }) });
export const preferencesQuery = queryOptions({ queryKey: ["preferences"], queryFn: ({ signal }) => mine.get("/api/me/preferences", { signal }) });
export const sessionsQuery = queryOptions({ queryKey: ["sessions"], queryFn: ({ signal }) => mine.get("/api/me/sessions", { signal }) });

type AddressChange = Patches["/api/me/addresses/{address_id}"]["body"];
export type NewKeyDate = Posts["/api/me/key-dates"]["body"];
type KeyDateChange = Patches["/api/me/key-dates/{key_date_id}"]["body"];

export const changeAddress = (id: string, body: AddressChange) => mine.patch("/api/me/addresses/{address_id}", { path: { address_id: id }, body });
export const removeAddress = (id: string) => mine.del("/api/me/addresses/{address_id}", { path: { address_id: id } });

export const addKeyDate = (body: NewKeyDate) => mine.post("/api/me/key-dates", { body });
export const changeKeyDate = (id: string, body: KeyDateChange) => mine.patch("/api/me/key-dates/{key_date_id}", { path: { key_date_id: id }, body });
export const removeKeyDate = (id: string) => mine.del("/api/me/key-dates/{key_date_id}", { path: { key_date_id: id } });

/** A write after which a list is asked again; it ends when the list is there. */
export function useListWrite<Input, Answer>(queryKey: QueryKey, write: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey }) });
}

/** Taking something out of a list, and putting the last one back as it was. */
export function useRemovals<Kept>(queryKey: QueryKey, remove: (kept: Kept) => Promise<unknown>, add: (kept: Kept) => Promise<unknown>) {
  const removal = useListWrite(queryKey, remove);
  const putting = useListWrite(queryKey, add);
  const removed = removal.isSuccess && !putting.isSuccess ? removal.variables : null;
  return {
    remove: (kept: Kept) => {
      putting.reset();
      removal.mutate(kept);
    },
    removing: removal.isPending ? removal.variables : null,
    removed,
    undo: () => {
      if (removed !== null) putting.mutate(removed);
    },
    undoing: putting.isPending,
    error: removal.error ?? putting.error,
  };
}

/** What the link of a letter is about, and whether such letters still come. */
export const subscriptionQuery = (token: string) =>
  queryOptions({
    queryKey: ["subscription", token],
    queryFn: ({ signal }) => api.get("/api/unsubscribe/{token}", { path: { token }, signal }),
    enabled: token !== "",
    retry: false,
  });

/** Ends letters of the link's topic, or takes that back. */
export function useUnsubscribe(token: string, what: "end" | "undo") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(what === "end" ? "/api/unsubscribe/{token}" : "/api/unsubscribe/{token}/undo", { path: { token } }),
    onSettled: () => client.invalidateQueries({ queryKey: subscriptionQuery(token).queryKey }),
  });
}
