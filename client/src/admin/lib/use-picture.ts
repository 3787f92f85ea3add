/** A picture drawn small, with an address to look at it for as long as it is shown. */
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { shrunken } from "./photos";

export function usePicture() {
  const shrink = useMutation({
    networkMode: "always", // drawing needs no network
    mutationFn: async (file: Blob) => {
      const small = await shrunken(file);
      return { small, address: URL.createObjectURL(small) };
    },
  });
  const address = shrink.data?.address;
  useEffect(() => () => { if (address) URL.revokeObjectURL(address); }, [address]);
  return { small: shrink.data?.small, address, busy: shrink.isPending, failed: shrink.isError, take: (file: Blob) => shrink.mutate(file) };
}
