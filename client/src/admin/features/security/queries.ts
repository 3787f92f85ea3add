/** The second factor of whoever is logged in. Afterwards the session is renewed: it may open more, or less. */
import { useMutation } from "@tanstack/react-query";
import type { Deletes, Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";
import { renew } from "@/lib/session";

export type Factor = Posts["/api/me/totp"]["answer"];

export const useBegin = () => useMutation({ mutationFn: (body: Posts["/api/me/totp"]["body"]) => mine.post("/api/me/totp", { body }) });

export const useConfirm = () => useMutation({ mutationFn: (code: string) => mine.post("/api/me/totp/confirm", { body: { code } }) });

export const useRemove = () =>
  useMutation({ mutationFn: (body: Deletes["/api/me/totp"]["body"]) => mine.del("/api/me/totp", { body }), onSuccess: () => renew() });
