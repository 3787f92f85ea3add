import type { ReactNode } from "react";
import { Thumbnail } from "./picture";

interface Props {
  image: string | null;
  name: ReactNode;
  /** Under the name: the size, how many. */
  detail?: ReactNode;
  /** At the end of the first line: what it comes to. */
  price?: ReactNode;
  small?: boolean;
  /** Below: controls, a notice. */
  children?: ReactNode;
}

/** Something in a cart or an order: its picture, its name, what it comes to. */
export function LineItem({ image, name, detail, price, small = false, children }: Props) {
  return (
    <div className="flex gap-4">
      <Thumbnail url={image} className={small ? "!w-14" : "!w-22"} />
      <div className="grid grow content-start gap-1">
        <div className="flex items-baseline justify-between gap-4">
          <p className={small ? "text-sm font-medium" : "font-display text-lg leading-snug"}>{name}</p>
          {price && <p className="text-sm font-medium tabular-nums">{price}</p>}
        </div>
        {detail && <p className="text-sm text-ink-soft">{detail}</p>}
        {children}
      </div>
    </div>
  );
}
