import type { ReactNode } from "react";
import { useDocumentTitle } from "@/lib/document-title";

interface Props { title: string; lead?: string; action?: ReactNode; children: ReactNode }

/** A page of the account: its title, what it is for, and what can be added. */
export function Page({ title, lead, action, children }: Props) {
  useDocumentTitle(title);
  return (
    <div className="grid gap-8 lg:gap-10">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="grid gap-3">
          <h1 className="text-title">{title}</h1>
          {lead && <p className="max-w-prose text-ink-soft">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
