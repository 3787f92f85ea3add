import type { ReactNode } from "react";
import { useDocumentTitle } from "@/lib/document-title";
import { Blossom } from "@/ui/blossom";

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
        <Blossom className="absolute -right-20 -bottom-24 size-96 text-petal" />
        <Blossom className="absolute -top-16 -right-14 size-64 text-on-green" />
        </div>
    </div>
  );
}
