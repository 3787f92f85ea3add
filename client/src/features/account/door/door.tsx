import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useDocumentTitle } from "@/lib/document-title";
import { productsQuery } from "@/lib/questions/catalog";
import { Blossom } from "@/ui/blossom";
import { Picture } from "@/ui/picture";

interface Props { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }

/** A page with one small form, and a flower beside it where there is room. */
export function Door({ title, lead, children, foot }: Props) {
  useDocumentTitle(title);
  return (
    <div className="page grid items-stretch gap-x-16 pt-8 lg:grid-cols-2 lg:pt-14">
      <div className="mx-auto w-full max-w-md lg:py-14">
        <h1 className="text-title">{title}</h1>
        {lead && <p className="mt-3 text-ink-soft">{lead}</p>}
        <div className="mt-8">{children}</div>
        {foot && <div className="mt-8 border-t border-line pt-5 text-sm text-ink-soft">{foot}</div>}
      </div>
      <div aria-hidden="true" className="relative hidden overflow-hidden rounded-lg bg-petal-wash lg:block">
        <Flowers />
        </div>
    </div>
  );
}

/** What is in bloom now; the shop's own blossom until it is there. */
function Flowers() {
  const { data } = useQuery(productsQuery({ page_size: 8 }));
  const picture = data?.items.find((product) => product.in_season && product.picture)?.picture;
  if (!picture) return <Blossom className="absolute -right-20 -bottom-24 size-96 text-petal" />;
  return <Picture picture={picture} sizes="46vw" alt="" className="lg:absolute lg:inset-0 lg:aspect-auto lg:h-full" />;
}
