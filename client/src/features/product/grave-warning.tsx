import { TriangleAlert } from "lucide";
import type { Product } from "@/lib/api/types";
import { Icon } from "@/ui/icon";
import { isGrave } from "./safety";
import { texts } from "./texts";

/** What must be read before buying stands beside the price, not under a fold. */
export function GraveWarning({ product }: { product: Product }) {
  if (!isGrave(product)) return null;
  return (
    <aside aria-label={texts.graveTitle} className="flex gap-3.5 rounded-md bg-petal-wash px-4 py-4 text-petal-deep sm:px-5">
      <Icon of={TriangleAlert} className="mt-0.5 size-6" />
      <div className="grid gap-1">
        <p className="font-semibold">{texts.graveTitle}</p>
        <p className="text-sm">{product.pet_note}</p>
      </div>
    </aside>
  );
}
