/** Where somebody goes who has just come in; the heart that she pressed before is kept for her. */
import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { links } from "@/lib/links";
import { favoritesQuery, keepProduct } from "@/lib/questions/favorites";

/** A page of ours, never an address outside: "//elsewhere" is one. */
export const isInside = (address: string | null): address is string => address !== null && /^\/(?![/\\])/.test(address);

export function useWayOn() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const state = useLocation().state as { keep?: string; email?: string; name?: string } | null;
  const asked = params.get("back");
  const back = isInside(asked) ? asked : undefined;
  return {
    back,
    state,
    goOn: async () => {
      if (state?.keep) {
        // A wish, not a condition: the flowers may be gone by now.
        await keepProduct(state.keep).catch(() => undefined);
        void client.invalidateQueries({ queryKey: favoritesQuery.queryKey });
      }
      void navigate(back ?? links.account(), { replace: true });
    },
  };
}
