/** Who works here now, and what she may do. */
import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { logIn, logOut, renew, type Me } from "./session";

const ME = ["me"] as const;

export const meQuery = queryOptions({ queryKey: ME, queryFn: renew, staleTime: Infinity });

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
    enter: async (email: string, password: string) => {
      client.setQueryData(ME, await logIn(email, password));
    },
    leave: async () => {
      await logOut();
      client.clear();
      client.setQueryData(ME, null);
    },
  };
}
