import { clsx } from "clsx";
import { Check } from "lucide";
import { Link } from "@/ui/link";
import { links, type CheckoutStep } from "@/lib/links";
import { Icon } from "@/ui/icon";
import { VisuallyHidden } from "@/ui/visually-hidden";
import { STEPS } from "./steps";
import { texts } from "./texts";

interface Props { current: CheckoutStep; furthest: CheckoutStep }

/** The three steps; those that can be entered are links. */
export function Progress({ current, furthest }: Props) {
  const now = STEPS.indexOf(current);
  const open = STEPS.indexOf(furthest);
  return (
    <nav aria-label={texts.progress}>
      <ol className="flex items-center gap-2 sm:gap-4">
        {STEPS.map((step, index) => (
          <li key={step} className={clsx("flex items-center gap-2 sm:gap-4", index < STEPS.length - 1 && "grow sm:grow-0")}>
            <Step step={step} index={index} isCurrent={index === now} isDone={index < now} canEnter={index <= open} />
            {index < STEPS.length - 1 && <span aria-hidden="true" className="h-px grow bg-edge sm:w-12" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepProps { step: CheckoutStep; index: number; isCurrent: boolean; isDone: boolean; canEnter: boolean }

function Step({ step, index, isCurrent, isDone, canEnter }: StepProps) {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={clsx(
          "grid size-7 place-items-center rounded-full text-xs font-semibold tabular-nums",
          isCurrent ? "bg-green text-on-green" : isDone ? "bg-green-wash text-green" : "border border-edge text-ink-faint",
        )}
      >
        {isDone ? <Icon of={Check} className="size-4" /> : index + 1}
      </span>
      {/* A phone shows only the current step's name; all are spoken. */}
      <span className={clsx("text-sm", isCurrent ? "font-semibold" : "sr-only text-ink-soft sm:not-sr-only")}>
        {isDone && <VisuallyHidden>{texts.stepDone} </VisuallyHidden>}
        {texts.steps[step]}
      </span>
    </>
  );
  const shape = "flex min-h-11 items-center gap-2.5";
  if (isCurrent) return <span aria-current="step" className={shape}>{content}</span>;
  if (!canEnter) return <span className={shape}>{content}</span>;
  return <Link to={links.checkout(step)} className={clsx(shape, "hover:text-green")}>{content}</Link>;
}
