/** A write on an order: its answer is the order as it is now, and whatever was refused is looked at again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isProblem } from "@/lib/api/problem";
import { complained, said } from "@/admin/ui/said";
import { orderQuery, type DeskOrder } from "../queries";

export function useDeed<Variables = void>(number: string, deed: (variables: Variables) => Promise<DeskOrder>) {
  const client = useQueryClient();
  const { queryKey } = orderQuery(number);
  return useMutation({
    mutationFn: deed,
    onSuccess: (order) => {
      client.setQueryData(queryKey, order);
      void client.invalidateQueries({ queryKey: ["desk-orders"] });
      void client.invalidateQueries({ queryKey: ["desk-slots"] });
    },
    onError: (error) => {
      const current = newestOf(error);
      if (current) client.setQueryData(queryKey, current);
      else void client.invalidateQueries({ queryKey });
    },
  });
}

/** Takes something back from a message, when its dialog is closed already. */
export function useUndo(number: string) {
  const client = useQueryClient();
  const { queryKey } = orderQuery(number);
  return (words: string, deed: () => Promise<DeskOrder>) => () => {
    deed().then(
      (order) => {
        client.setQueryData(queryKey, order);
        said(words);
      },
      (error: unknown) => {
        complained(error);
        void client.invalidateQueries({ queryKey });
      },
    );
  };
}

/** The newest state that a version conflict brings with it. */
export function newestOf(error: unknown): DeskOrder | null {
  return isProblem(error, "version_conflict") ? ((error.extras.current as DeskOrder | undefined) ?? null) : null;
}
