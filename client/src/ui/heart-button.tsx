import { clsx } from "clsx";
import { Heart } from "lucide";
import { Icon } from "./icon";
import { texts } from "./texts";

interface Props {
  /** Names the product, for screen readers. */
  name: string;
  kept: boolean;
  onPress: () => void;
  className?: string;
}

/** Keeps something among the favorites, or gives it up. */
export function HeartButton({ name, kept, onPress, className }: Props) {
  return (
    <button
      type="button"
      aria-label={texts.favorite(name)}
      aria-pressed={kept}
      onClick={onPress}
      className={clsx("grid size-11 place-items-center rounded-full bg-card text-petal-deep transition-colors hover:bg-petal-wash focus-visible:rounded-full", className)}
    >
      <Icon of={Heart} className={clsx("size-5", kept && "fill-current")} />
    </button>
  );
}
