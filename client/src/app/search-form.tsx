import { Search } from "lucide";
import { useNavigate, useSearchParams } from "react-router";
import { links } from "@/lib/links";
import { Icon } from "@/ui/icon";
import { texts } from "./texts";

/** Searching is going to the catalog with `q`; the address holds what was asked. */
export function SearchForm() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const asked = params.get("q") ?? "";
  const search = (data: FormData) => {
    const q = data.get("q");
    void navigate(links.flowers({ q: typeof q === "string" ? q.trim() : "" }));
  };
  return (
    <search>
      <form
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          search(new FormData(event.currentTarget));
        }}
      >
        <Icon of={Search} className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-ink-faint" />
        <input
          key={asked}
          type="search"
          name="q"
          defaultValue={asked}
          aria-label={texts.searchLabel}
          placeholder={texts.searchHint}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={100}
          className="min-h-11 w-full rounded-full border border-line bg-card pr-4 pl-11 text-base transition-colors hover:border-edge focus-visible:rounded-full xl:w-52 xl:text-sm"
        />
      </form>
    </search>
  );
}
