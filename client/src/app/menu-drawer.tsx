import { Link } from "@/ui/link";
import { links } from "@/lib/links";
import { usePanels } from "@/lib/panels";
import { Dialog } from "@/ui/dialog";
import Occasions from "./occasions";
import { SearchForm } from "./search-form";
import { texts } from "./texts";

const PLACES = [
  { label: texts.flowers, to: links.flowers() },
  { label: texts.plants, to: links.flowers({ category: ["plants"] }) },
  { label: texts.sympathy, to: links.flowers({ occasion: ["sympathy"] }) },
  { label: texts.cart, to: links.cart },
  { label: texts.account, to: links.account() },
];

/** Search and all links, on windows too narrow for the header's row. */
export default function MenuDrawer() {
  const { current, close } = usePanels();
  const open = current === "menu";
  return (
    <Dialog open={open} onClose={close} title={texts.menu} side="start">
      <SearchForm />
      <nav aria-label={texts.mainNavigation} className="mt-6">
        <ul>
          {PLACES.map(({ label, to }) => (
            <li key={to} className="border-b border-line">
              <Link to={to} onClick={close} className="flex min-h-14 items-center font-display text-[1.5rem] hover:text-green">
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <h3 className="eyebrow mt-8 mb-2 font-sans">{texts.occasions}</h3>
        <div className="-mx-3">{open && <Occasions />}</div>
      </nav>
    </Dialog>
  );
}
