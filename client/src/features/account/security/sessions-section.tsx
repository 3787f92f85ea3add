import { useSuspenseQuery } from "@tanstack/react-query";
import { Laptop } from "lucide";
import { toast } from "@/lib/announcements";
import type { LoginSession } from "@/lib/api/types";
import { formatInstant } from "@/lib/dates";
import { mine } from "@/lib/mine";
import { shopQuery } from "@/lib/questions/shop";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/states";
import { securityTexts as texts } from "../more-texts";
import { sessionsQuery, useListWrite } from "../queries";
import { deviceWords } from "./device";
import { Section } from "./section";

const { queryKey } = sessionsQuery;

/** Every login, and the way to end each that is not this one. */
export function SessionsSection() {
  const { data } = useSuspenseQuery(sessionsQuery);
  const end = useListWrite(queryKey, (id: string) => mine.del("/api/me/sessions/{session_id}", { path: { session_id: id } }));
  const endOthers = useListWrite(queryKey, () => mine.del("/api/me/sessions"));
  const error = end.error ?? endOthers.error;
  return (
    <Section title={texts.sessions}>
      {error && <Notice tone="trouble">{error.message}</Notice>}
      <ul aria-label={texts.sessions} className="grid gap-1">
        {data.items.map((session) => (
          <li key={session.id}>
            <Row
              session={session}
              busy={end.isPending && end.variables === session.id}
              onEnd={() => end.mutate(session.id, { onSuccess: () => toast(texts.ended) })}
            />
          </li>
        ))}
      </ul>
      {data.items.length > 1 && (
        <Button kind="quiet" busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined, { onSuccess: () => toast(texts.endedOthers) })} className="justify-self-start">
          {texts.endOthers}
        </Button>
      )}
    </Section>
  );
}

function Row({ session: { device: agent, last_used_at, current }, busy, onEnd }: { session: LoginSession; busy: boolean; onEnd: () => void }) {
  const { data: shop } = useSuspenseQuery(shopQuery);
  const device = deviceWords(agent);
  return (
    <div className="flex min-h-14 items-center gap-4">
      <Icon of={Laptop} className="size-5 text-ink-soft" />
      <div className="grow">
        <p className="flex flex-wrap items-center gap-x-3 font-medium">
          {device} {current && <Badge tone="green">{texts.here}</Badge>}
        </p>
        <p className="text-sm text-ink-soft">{texts.lastUsed(formatInstant(last_used_at, shop.time_zone))}</p>
      </div>
      {!current && (
        <Button kind="plain" busy={busy} onClick={onEnd} aria-label={texts.endOf(device)} className="text-sm">
          {texts.end}
        </Button>
      )}
    </div>
  );
}
