import { HowItWorks } from "./how-it-works";
import { OccasionArches } from "./occasion-arches";
import { OurPromise } from "./our-promise";
import { SympathyBand } from "./sympathy-band";

/** What lies below the first sight of the page. */
export default function Below() {
  return (
    <>
      <OccasionArches />
      <OurPromise />
      <SympathyBand />
      <HowItWorks />
    </>
  );
}
