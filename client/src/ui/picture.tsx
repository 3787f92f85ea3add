import { clsx } from "clsx";
import type { Picture as PictureData } from "@/lib/api/types";

interface Props {
  picture: PictureData | null;
  /** How wide it is shown, as the `sizes` attribute says it: "(width < 40rem) 50vw, 25vw". */
  sizes: string;
  /** The page's largest picture loads at once; all others when they come near. */
  eager?: boolean;
  /** Empty where a text beside it already says the same. */
  alt?: string;
  className?: string;
}

/** A product's picture, always 4:5, with its place kept before it comes. Without a picture, a quiet flower. */
export function Picture({ picture, sizes, eager = false, alt, className }: Props) {
  const frame = clsx("aspect-4/5 w-full bg-linen object-cover", className);
  const largest = picture?.renditions.at(-1);
  if (!picture || !largest) return <NoPicture className={frame} />;
  return (
    <img
      src={largest.url}
      srcSet={picture.renditions.map(({ url, width }) => `${url} ${width}w`).join(", ")}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt ?? picture.alt}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding={eager ? "sync" : "async"}
      className={frame}
    />
  );
}

/** A small square from one address, for cart and order lines. Decorative: the product's name stands beside it. */
export function Thumbnail({ url, className }: { url: string | null; className?: string }) {
  const frame = clsx("aspect-4/5 w-20 shrink-0 rounded-sm bg-linen object-cover", className);
  return url ? <img src={url} alt="" loading="lazy" width={80} height={100} className={frame} /> : <NoPicture className={frame} />;
}

function NoPicture({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 40 50" aria-hidden="true" className={clsx(className, "text-clay")} preserveAspectRatio="xMidYMid slice">
      <path d="M20 24v14M20 34c-5 0-6-4-6-5 4 0 6 2 6 5Zm0-2c4 0 6-3 6-5-4 0-6 2-6 5Z" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <circle cx="20" cy="19" r="5.5" fill="currentColor" />
    </svg>
  );
}
