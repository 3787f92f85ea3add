import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info } from "lucide";
import type { ReactNode } from "react";
import { ApiProblem } from "@/lib/api/problem";
import { Blossom } from "./blossom";
import { Button } from "./button";
import { Icon } from "./icon";
import { texts } from "./texts";

interface StateProps { title: string; children?: ReactNode; action?: ReactNode; level?: 1 | 2 }

/** Nothing here, said kindly, with a way on. Use level 1 when it is the whole page. */
export function EmptyState({ title, children, action, level = 2 }: StateProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="mx-auto grid max-w-prose justify-items-center gap-4 px-4 py-16 text-center">
      <Blossom className="size-14 text-petal" />
      <Heading className={level === 1 ? "text-title" : "text-heading"}>{title}</Heading>
      {children && <div className="text-ink-soft">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}

/** A question that failed: the server's own words where it has some, and a way to ask again. */
export function ErrorState({ error, onRetry, level }: { error: unknown; onRetry?: () => void; level?: 1 | 2 }) {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div role="alert">
      <EmptyState
        title={problem?.title ?? texts.troubleTitle}
        level={level}
        action={onRetry && <Button onClick={onRetry}>{texts.tryAgain}</Button>}
      >
        {problem?.detail || texts.troubleDetail}
      </EmptyState>
    </div>
  );
}

type Tone = "info" | "good" | "trouble";
const NOTICES = {
  info: { icon: Info, look: "bg-linen text-ink" },
  good: { icon: CircleCheck, look: "bg-green-wash text-green-deep" },
  trouble: { icon: CircleAlert, look: "bg-petal-wash text-petal-deep" },
};

/** A sentence next to what it is about. Trouble is spoken at once, the rest politely. */
export function Notice({ tone = "info", children }: { tone?: Tone; children: ReactNode }) {
  const { icon, look } = NOTICES[tone];
  return (
    <div role={tone === "trouble" ? "alert" : "status"} className={clsx("appear flex gap-3 rounded-md px-4 py-3 text-sm", look)}>
      <Icon of={icon} className="mt-0.5 size-5" />
      <div>{children}</div>
    </div>
  );
}
