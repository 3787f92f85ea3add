import { clsx } from "clsx";
import { Check } from "lucide";
import type { Order } from "@/lib/api/types";
import { Icon } from "@/ui/icon";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { texts } from "./texts";

const PROGRESS = ["confirmed", "preparing", "ready", "out_for_delivery", "delivered"];

/** How far along the order is, once it is paid and as long as it lives. */
export function Way({ order }: { order: Order }) {
  const now = PROGRESS.indexOf(order.status.code);
  if (now < 0) return null;
  const collected = order.deliveries.every(({ method }) => method === "collection");
  const steps = Object.entries(collected ? texts.collectionSteps : texts.steps);
  // The current step is the last one reached: "ready" is still "being tied" to somebody who waits for the van.
  const current = steps.findLastIndex(([code]) => PROGRESS.indexOf(code) <= now);
  return (
    <ol aria-label={texts.way} className="mt-4 grid grid-cols-4 gap-2">
      {steps.map(([code, label], index) => (
        <li key={code} aria-current={index === current ? "step" : undefined} className="grid content-start gap-2 text-xs sm:text-sm">
          <span aria-hidden="true" className={clsx("h-1 rounded-full", index <= current ? "bg-petal" : "bg-green")} />
          <span className={clsx("flex items-start gap-1 sm:gap-1.5", index === current && "font-semibold")}>
            {index < current && <Icon of={Check} className="mt-px hidden size-3.5 shrink-0 text-petal sm:inline" />}
            {index < current && <VisuallyHidden>{texts.stepDone} </VisuallyHidden>}
            {label}
          </span>
        </li>
      ))}
    </ol>
  );
}
