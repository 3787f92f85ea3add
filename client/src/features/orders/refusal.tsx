import { useQuery } from "@tanstack/react-query";
import { isProblem } from "@/lib/api/problem";
import { links } from "@/lib/links";
import { dialOf } from "@/lib/phone";
import { shopQuery } from "@/lib/questions/shop";
import { Link } from "@/ui/link";
import { Notice } from "@/ui/states";
import { refusalTexts, texts, toCallAbout } from "./texts";

/** Why it could not be done, with the way on: the newer order, or somebody to call. */
export function Refusal({ error }: { error: Error }) {
  const code = isProblem(error) ? error.code : "";
  const newer = isProblem(error, "order_replaced") ? error.extras.number : undefined;
  return (
    <Notice tone="trouble">
      <p>{refusalTexts[code] ?? error.message}</p>
      {toCallAbout.includes(code) && <CallUs />}
      {newer && (
        <Link to={links.order(newer)} className="link flex min-h-11 items-center font-medium">
          {texts.seeOrder(newer)}
        </Link>
      )}
    </Notice>
  );
}

export function CallUs() {
  const { data: shop } = useQuery(shopQuery);
  if (!shop) return null;
  return (
    <a href={dialOf(shop.phone)} className="link flex min-h-11 items-center font-medium">
      {texts.callUs} {shop.phone}
    </a>
  );
}
