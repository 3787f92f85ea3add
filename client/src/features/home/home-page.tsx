import { useDocumentTitle } from "@/lib/document-title";
import { Hero } from "./hero";
import { HowItWorks } from "./how-it-works";
import { LovelyNow } from "./lovely-now";
import { OccasionArches } from "./occasion-arches";
import { OurPromise } from "./our-promise";
import { SympathyBand } from "./sympathy-band";
import { texts } from "./texts";

export default function HomePage() {
  useDocumentTitle(texts.documentTitle);
  return (
    <>
      <Hero />
      <LovelyNow />
      <OccasionArches />
      <OurPromise />
      <SympathyBand />
      <HowItWorks />
    </>
  );
}
