import { ChevronRight } from "lucide";
import { Link } from "@/ui/link";
import type { Product } from "@/lib/api/types";
import { links } from "@/lib/links";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

export function Breadcrumb({ product }: { product: Product }) {
  const { category, name } = product;
  const above = [
    { to: links.flowers(), label: texts.flowers },
    { to: links.flowers({ category: [category.slug] }), label: category.name },
  ];
  return (
    <nav aria-label={texts.breadcrumb}>
      <ol className="flex items-center gap-1 text-sm text-ink-soft">
        {above.map(({ to, label }) => (
          <li key={to} className="flex shrink-0 items-center gap-1">
            <Link to={to} className="flex min-h-11 items-center underline-offset-4 hover:underline">
              {label}
            </Link>
            <Icon of={ChevronRight} className="size-4 text-edge" />
          </li>
        ))}
        <li aria-current="page" className="truncate">
          {name}
        </li>
      </ol>
    </nav>
  );
}
