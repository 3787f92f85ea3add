/** Who works here now, and what she may do. */
import { useSuspenseQuery, useQueryClient } from "@tanstack/react-query";
import { meQuery } from "@/lib/questions/me";
import { logIn, logOut } from "@/lib/login";
import type { Me } from "@/lib/session";

/** The person of this login; pages below the frame always have one. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (!data) throw new Error("Nobody is logged in");
  return data;
}

export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}

export function useLogin() {
  const client = useQueryClient();
  return {
    enter: async (entry: Parameters<typeof logIn>[0]) => {
      client.setQueryData(meQuery.queryKey, await logIn(entry));
    },
    leave: async () => {
      await logOut();
      client.clear();
      client.setQueryData(meQuery.queryKey, null);
    },
  };
}
