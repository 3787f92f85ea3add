import { useSuspenseQuery } from "@tanstack/react-query";
import { meQuery } from "@/lib/questions/me";
import { securityTexts as texts } from "../more-texts";
import { Page } from "../page";
import { DetailsSection } from "./details-section";
import { EmailSection } from "./email-section";
import { PasswordSection } from "./password-section";
import { RemoveSection } from "./remove-section";
import { DataSection } from "./data-section";
import { SessionsSection } from "./sessions-section";

/** Who she is, how she comes in, where she is in, and the way out. */
export default function SecurityPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  if (!me) return null;
  return (
    <Page title={texts.title}>
      <div className="grid max-w-2xl divide-y divide-line">
        <DetailsSection key={me.version} me={me} />
        <EmailSection me={me} />
        <PasswordSection />
        <SessionsSection />
        <DataSection />
        {me.role === "customer" && <RemoveSection />}
      </div>
    </Page>
  );
}
