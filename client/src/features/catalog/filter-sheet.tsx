import type { Facets } from "@/lib/api/types";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import FilterGroups from "./filter-groups";
import { cleared, type Chosen } from "./filters";
import { texts } from "./texts";

interface Props {
  open: boolean;
  onClose: () => void;
  chosen: Chosen;
  facets: Facets;
  currency: string;
  total: number;
  onChange: (next: Chosen) => void;
}

/** The filters on a phone: each press counts at once, and the button says what is left. */
export default function FilterSheet({ open, onClose, total, ...groups }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={texts.filters}
      side="start"
      footer={
        <div className="flex items-center justify-between gap-4">
          <Button kind="plain" onClick={() => groups.onChange(cleared(groups.chosen))}>
            {texts.clear}
          </Button>
          <Button onClick={onClose}>
            <span role="status">{texts.show(total)}</span>
          </Button>
        </div>
      }
    >
      <FilterGroups {...groups} />
    </Dialog>
  );
}
