/** Who is logged in on this browser. The session tells it at each login, renewal and end; nobody else writes it. */
import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { onSession, renew, type Me } from "@/lib/session";

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: renew, staleTime: Infinity });

/** Undefined until it is known, null when nobody is logged in. */
export const useMe = (): Me | null | undefined => useQuery(meQuery).data;

/** Answers that are the same for everybody; all others are somebody's own, and are forgotten when it is somebody else. */
const FOR_ALL = ["me", "shop", "product", "products", "occasions", "categories"];

const HERS = ["orders", "addresses", "favorites", "key-dates", "preferences", "sessions"];

export function followSession(client: QueryClient): void {
  onSession((me) => {
    const before = client.getQueryData(meQuery.queryKey);
    client.setQueryData(meQuery.queryKey, me);
    if (before !== undefined && before?.email !== me?.email) {
      // What nobody may ask for without a login is not asked again.
      if (!me) client.removeQueries({ predicate: ({ queryKey: [first] }) => HERS.includes(String(first)) });
      void client.resetQueries({ predicate: ({ queryKey: [first] }) => !FOR_ALL.includes(String(first)) });
    }
  });
}
