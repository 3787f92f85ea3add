import { useQuery } from "@tanstack/react-query";
import { links } from "@/lib/links";
import { productsQuery } from "@/lib/questions/catalog";
import { LinkButton } from "@/ui/button";
import { Picture } from "@/ui/picture";
import { texts } from "./texts";

/** The quiet band. It shows what the shop has for such days, and is not there when it has nothing. */
export function SympathyBand() {
  const { data } = useQuery(productsQuery({ category: ["sympathy"], page_size: 2 }));
  const picture = data?.items.find((item) => item.picture !== null)?.picture;
  if (!picture) return null;
  return (
    <section aria-labelledby="sympathy" className="on-green bg-green text-on-green">
      <div className="page grid items-center gap-8 py-12 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] md:gap-16 lg:py-20">
        <Picture picture={picture} sizes="(width < 48rem) 90vw, 36vw" className="mx-auto max-w-md rounded-t-arch" />
        <div className="grid justify-items-start gap-6">
          <p className="text-xs font-medium tracking-[0.09em] text-petal uppercase">{texts.sympathyEyebrow}</p>
          <h2 id="sympathy" className="text-title">
            {texts.sympathy}
          </h2>
          <p className="max-w-md text-petal-wash">{texts.sympathyText}</p>
          <LinkButton to={links.flowers({ occasion: ["sympathy"] })} kind="petal">
            {texts.sympathyAction}
          </LinkButton>
        </div>
      </div>
    </section>
  );
}
