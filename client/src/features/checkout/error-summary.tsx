import { CircleAlert } from "lucide";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

export interface FormProblem { message: string; focus: () => void }

/** All that is wrong with a step, spoken at once; each entry leads to its field. */
export function ErrorSummary({ problems }: { problems: readonly FormProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div role="alert" className="appear flex gap-3 rounded-md bg-petal-wash px-4 py-3 text-sm text-petal-deep">
      <Icon of={CircleAlert} className="mt-0.5 size-5" />
      <div>
        <p className="font-semibold">{texts.lookAt(problems.length)}</p>
        <ul>
          {problems.map(({ message, focus }) => (
            <li key={message}>
              <button type="button" onClick={focus} className="link min-h-8 text-left">
                {message}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Focuses the answer inside the element with this id: the chosen one, else the first that can be given, else a button. */
export function focusIn(id: string): void {
  const part = document.getElementById(id);
  const find = (what: string) => part?.querySelector<HTMLElement>(what);
  (find("input:checked") ?? find("input:not(:disabled)") ?? find("button"))?.focus();
}
