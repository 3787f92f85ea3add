import { useMutation } from "@tanstack/react-query";
import { toast } from "@/lib/announcements";
import { problemOf, unreachable } from "@/lib/api/problem";
import { withLogin } from "@/lib/mine";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/states";
import { securityTexts as texts } from "../more-texts";
import { Section } from "./section";

/** A link cannot carry a login, so the file is fetched and then handed to the browser. */
async function download(): Promise<void> {
  const file = await withLogin(async (headers) => {
    const response = await fetch("/api/me/export", { credentials: "same-origin", headers }).catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await problemOf(response);
    return response.blob();
  });
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: "posy-data.json" });
  link.click();
  URL.revokeObjectURL(address);
}

export function DataSection() {
  const { mutate, isPending, error } = useMutation({ mutationFn: download, onSuccess: () => toast(texts.downloaded) });
  return (
    <Section title={texts.data}>
      <p className="text-ink-soft">{texts.dataText}</p>
      {error && <Notice tone="trouble">{error.message}</Notice>}
      <Button kind="quiet" busy={isPending} onClick={() => mutate()} className="justify-self-start">
        {texts.download}
      </Button>
    </Section>
  );
}
