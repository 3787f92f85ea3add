/** The address book of whoever is logged in; the account shows it, the checkout chooses from it. */
import { queryOptions } from "@tanstack/react-query";
import type { Posts } from "@/lib/api/endpoints";
import { mine } from "@/lib/mine";

export const addressesQuery = queryOptions({ queryKey: ["addresses"], queryFn: ({ signal }) => mine.get("/api/me/addresses", { signal }) });

export type NewAddress = Posts["/api/me/addresses"]["body"];
export const addAddress = (body: NewAddress) => mine.post("/api/me/addresses", { body });
