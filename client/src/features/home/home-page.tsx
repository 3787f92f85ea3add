import { lazy, Suspense } from "react";
import { useDocumentTitle } from "@/lib/document-title";
import { Hero } from "./hero";
import { LovelyNow } from "./lovely-now";
import { texts } from "./texts";

// Its code comes after what is seen first, and keeps that light.
const Below = lazy(() => import("./below/below"));

export default function HomePage() {
  useDocumentTitle(texts.documentTitle);
  return (
    <>
      <Hero />
      <LovelyNow />
      <Suspense fallback={<div className="min-h-screen" />}>
        <Below />
      </Suspense>
    </>
  );
}
