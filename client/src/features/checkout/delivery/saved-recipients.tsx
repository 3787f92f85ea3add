import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check } from "lucide";
import { useLocation } from "react-router";
import type { CartDelivery, Recipient, SavedAddress } from "@/lib/api/types";
import { links } from "@/lib/links";
import { addressesQuery } from "@/lib/questions/addresses";
import { useChangeDelivery } from "@/lib/questions/cart";
import { useMe } from "@/lib/questions/me";
import { Icon } from "@/ui/icon";
import { Link } from "@/ui/link";
import { Notice } from "@/ui/states";
import { savedTexts as texts } from "../texts";
import { recipientOf, isSame } from "./saved";

interface Props { delivery: CartDelivery; onTaken: (recipient: Recipient) => void }

/** The people she sends flowers to, each with her place, one tap away; for a visitor the way to them. */
export function SavedRecipients({ delivery, onTaken }: Props) {
  const me = useMe();
  const { pathname, search } = useLocation();
  const { data } = useQuery({ ...addressesQuery, enabled: Boolean(me) });
  if (delivery.method !== "van") return null;
  if (me === null) {
    return (
      <p className="text-sm text-ink-soft">
        {texts.before}{" "}
        <Link to={links.door("login", pathname + search)} className="link inline-flex min-h-11 items-center text-ink">
          {texts.logIn}
        </Link>
      </p>
    );
  }
  return data && data.items.length > 0 ? <Choices delivery={delivery} saved={data.items} onTaken={onTaken} /> : null;
}

function Choices({ delivery, saved, onTaken }: Props & { saved: readonly SavedAddress[] }) {
  const change = useChangeDelivery();
  const take = (chosen: SavedAddress) => {
    const { postcode } = chosen.recipient;
    const recipient = recipientOf(chosen);
    change.mutate({ id: delivery.id, recipient, ...(postcode && { postcode }) }, { onSuccess: () => onTaken(recipient) });
  };
  const taken = saved.find((each) => isSame(each, delivery));
  return (
    <section aria-labelledby="saved-recipients" className="grid gap-3">
      <h2 id="saved-recipients" className="text-heading">{texts.title}</h2>
      {/* On a phone a row to swipe, so that the questions below stay near. */}
      <ul className="no-scrollbar -mx-gutter flex gap-2.5 overflow-x-auto px-gutter py-1 sm:mx-0 sm:flex-wrap sm:px-0">
        {saved.map((each) => (
          <li key={each.id} className="shrink-0">
            <Choice saved={each} taken={each === taken} busy={change.isPending} onTake={() => take(each)} />
          </li>
        ))}
      </ul>
      {change.error && <Notice tone="trouble">{change.error.message}</Notice>}
    </section>
  );
}

function Choice({ saved: { label, recipient }, taken, busy, onTake }: { saved: SavedAddress; taken: boolean; busy: boolean; onTake: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={taken}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onTake}
      className={clsx(
        "flex min-h-16 items-center gap-3 rounded-md border bg-card px-4 py-3 text-left transition-colors",
        taken ? "border-green bg-green-wash" : "border-line hover:border-edge",
      )}
    >
      <span className="grid gap-0.5">
        <span className="font-medium">{recipient.name}</span>
        <span className="text-sm text-ink-soft">{label || recipient.line1}</span>
      </span>
      {taken && <Icon of={Check} className="size-5 text-green" />}
    </button>
  );
}
