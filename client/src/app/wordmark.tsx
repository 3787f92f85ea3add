import { Link } from "@/ui/link";
import { links } from "@/lib/links";
import { Blossom } from "@/ui/blossom";
import { texts } from "./texts";

/** The shop's name with a flower for its o. */
export function Wordmark() {
  return (
    <Link
      to={links.home}
      aria-label={texts.home}
      className="flex min-h-11 shrink-0 items-center font-display text-[1.875rem] leading-none font-[520] tracking-[-0.02em] text-green lg:text-[2.25rem]"
    >
      <span aria-hidden="true">P</span>
      <Blossom className="mx-[0.01em] mt-[0.2em] size-[0.66em] text-petal-deep" />
      <span aria-hidden="true">sy</span>
    </Link>
  );
}
