import { useDocumentTitle } from "@/lib/document-title";
import { links } from "@/lib/links";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { texts } from "./texts";

export default function NotFoundPage() {
  useDocumentTitle(texts.notFoundTitle);
  return (
    <EmptyState
      level={1}
      title={texts.notFoundTitle}
      action={
        <>
          <LinkButton to={links.flowers()}>{texts.notFoundAction}</LinkButton>
          <LinkButton to={links.home} kind="quiet">
            {texts.backHome}
          </LinkButton>
        </>
      }
    >
      {texts.notFoundText}
    </EmptyState>
  );
}
