import { useQuery } from "@tanstack/react-query";
import { Mail } from "lucide";
import { links } from "@/lib/links";
import { dialOf } from "@/lib/phone";
import { shopQuery } from "@/lib/questions/shop";
import { LinkButton } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

/** For a number that this browser may not see, known to us or not: the letter's link is the key. */
export function UnknownOrder() {
  const { data: shop } = useQuery(shopQuery);
  return (
    <div className="mx-auto grid max-w-prose justify-items-center gap-4 px-4 py-16 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-petal-wash text-petal-deep">
        <Icon of={Mail} className="size-7" />
      </span>
      <h1 className="text-title">{texts.unknownTitle}</h1>
      <p className="text-ink-soft">{texts.unknownText}</p>
      {shop && (
        <p className="text-ink-soft">
          {texts.unknownHelp}{" "}
          <a href={dialOf(shop.phone)} className="link whitespace-nowrap text-ink">
            {shop.phone}
          </a>
          .
        </p>
      )}
      <LinkButton to={links.flowers()} className="mt-2">
        {texts.seeFlowers}
      </LinkButton>
    </div>
  );
}
