import { useDocumentTitle } from "@/lib/document-title";
import { texts } from "./texts";

export default function OrderPage() {
  useDocumentTitle(texts.title);
  return (
    <div className="page py-section">
      <h1 className="text-title">{texts.title}</h1>
    </div>
  );
}
