/** The people who work here; only whoever may manage them asks. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Gets, Patches, Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

export type Person = Gets["/api/admin/staff"]["answer"]["items"][number];
export type StaffRole = Person["role"];
export type Invitation = Posts["/api/admin/staff"]["body"];
type Change = Omit<Patches["/api/admin/staff/{staff_id}"]["body"], "version">;

export const staffQuery = queryOptions({ queryKey: ["staff"], queryFn: ({ signal }) => mine.get("/api/admin/staff", { signal }) });

/** A change; the list is asked again even after a refusal: somebody else was there. */
function useStaffWrite<Input, Answer>(write: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: staffQuery.queryKey }) });
}

export const useInvite = () => useStaffWrite((body: Invitation) => mine.post("/api/admin/staff", { body }));

export const useChangePerson = () =>
  useStaffWrite(({ person: { id, version }, ...change }: Change & { person: Pick<Person, "id" | "version"> }) =>
    mine.patch("/api/admin/staff/{staff_id}", { path: { staff_id: id }, body: { version, ...change } }),
  );

export const useInviteAgain = () =>
  useStaffWrite((person: Person) => mine.post("/api/admin/staff/{staff_id}/invitation", { path: { staff_id: person.id } }));
