import { Link } from "@/ui/link";
import type { Product, Variant } from "@/lib/api/types";
import { links } from "@/lib/links";
import { Disclosure } from "@/ui/disclosure";
import { safetyWords } from "./safety";
import { texts } from "./texts";

/** What somebody may want to know before or after buying, each under its own fold; the first is open. */
export function Facts({ product, variant }: { product: Product; variant: Variant | undefined }) {
  return (
    <div>
      {variant && variant.contents.length > 0 && (
        <Disclosure summary={texts.contents} open>
          <Contents variant={variant} />
        </Disclosure>
      )}
      <Disclosure summary={texts.care}>
        <p>{product.care}</p>
        {product.vase_days !== null && <p className="mt-3">{texts.vase(product.vase_days)}</p>}
      </Disclosure>
      <Disclosure summary={texts.pets} open={product.pet_safe === false}>
        {safetyWords(product).map((sentence) => (
          <p key={sentence} className="mt-3 first:mt-0">
            {sentence}
          </p>
        ))}
      </Disclosure>
      {product.occasions.length > 0 && (
        <p className="mt-5 text-sm text-ink-soft">
          {texts.occasions}{" "}
          {product.occasions.map(({ slug, name }, index) => (
            <span key={slug}>
              {index > 0 && ", "}
              <Link to={links.flowers({ occasion: [slug] })} className="link text-ink">
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function Contents({ variant }: { variant: Variant }) {
  return (
    <>
      <p className="mb-2 text-sm">{texts.contentsFor(variant.label)}:</p>
      <ul className="grid gap-1.5 text-ink">
        {variant.contents.map(({ name, quantity, kind }) => (
          <li key={name} className="grid grid-cols-[3.25rem_1fr]">
            <span className="text-petal-deep tabular-nums">{kind === "stem" || quantity > 1 ? `${quantity} ×` : ""}</span>
            {name}
          </li>
        ))}
      </ul>
      {variant.contents.some(({ kind }) => kind === "stem") && <p className="mt-4 text-sm">{texts.contentsNote}</p>}
    </>
  );
}
