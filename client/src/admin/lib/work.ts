/** Deliveries as they are made and sent out: what is done with one, or with several, and who has to look again afterwards. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Gets, Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

export type Work = Gets["/api/admin/workroom"]["answer"]["deliveries"][number];
type MoveBody = Posts["/api/admin/deliveries/{delivery_id}/stage"]["body"];
type Stage = MoveBody["to"];
export type BatchStage = Posts["/api/admin/deliveries/stages"]["body"]["to"];


export interface Move { work: Work; to: Stage; said?: Partial<Omit<MoveBody, "to" | "version">> }

const SAYS_NOTHING = { received_by: "", reason: "", remake: false };

/** Every page that is open shows deliveries in its own way: all of them look again, the login excepted. */
export function lookAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
}

export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ work, to, said }: Move) =>
      mine.post("/api/admin/deliveries/{delivery_id}/stage", {
        path: { delivery_id: work.id },
        body: { ...SAYS_NOTHING, ...said, to, version: work.version },
      }),
    onSettled: () => lookAgain(client),
  });
}

/** Takes the last step of each of these back; they are as the moves have answered them. */
export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (works: Pick<Work, "id" | "version">[]) =>
      Promise.all(
        works.map(({ id, version }) =>
          mine.post("/api/admin/deliveries/{delivery_id}/undo", { path: { delivery_id: id }, body: { version } }),
        ),
      ),
    onSettled: () => lookAgain(client),
  });
}

export function useMoveAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ works, to }: { works: Work[]; to: BatchStage }) =>
      mine.post("/api/admin/deliveries/stages", { body: { to, deliveries: works.map(({ id, version }) => ({ id, version })) } }),
    onSettled: () => lookAgain(client),
  });
}
