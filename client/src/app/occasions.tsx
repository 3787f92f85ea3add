import { useQuery } from "@tanstack/react-query";
import { links } from "@/lib/links";
import { occasionsQuery } from "@/lib/questions/catalog";
import { Link } from "@/ui/link";

/** Links to every occasion; also in the phone's menu. */
export default function Occasions() {
  const { data } = useQuery(occasionsQuery);
  return (
    <ul className="grid min-h-11 grid-cols-2">
      {data?.items.map(({ slug, name }) => (
        <li key={slug}>
          <Link
            to={links.flowers({ occasion: [slug] })}
            className="flex min-h-11 items-center rounded-sm px-3 text-sm transition-colors hover:bg-petal-wash"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
