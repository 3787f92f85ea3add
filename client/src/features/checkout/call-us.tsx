import { useQuery } from "@tanstack/react-query";
import { dialOf } from "@/lib/phone";
import { shopQuery } from "@/lib/questions/shop";
import { texts } from "./texts";

/** Somebody to talk to. */
export function CallUs() {
  const { data: shop } = useQuery(shopQuery);
  if (!shop) return null;
  return (
    <a href={dialOf(shop.phone)} className="link flex min-h-12 items-center">
      {texts.callUs} {shop.phone}
    </a>
  );
}
