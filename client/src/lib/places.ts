/** What kinds of places flowers go to, in words. */
import type { KindOfPlace } from "@/lib/api/types";

const placeWords: Record<KindOfPlace, string> = {
  home: "A home",
  business: "A business",
  hospital: "A hospital",
  school: "A school",
  funeral_home: "A funeral home or a church",
  hotel: "A hotel",
  other: "Something else",
};

export const KINDS_OF_PLACE = Object.entries(placeWords) as [KindOfPlace, string][];
