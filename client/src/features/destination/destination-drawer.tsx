import { usePanels } from "@/lib/panels";
import { Dialog } from "@/ui/dialog";
import { Choosing } from "./choosing";
import { texts } from "./texts";

/** The panel behind the header's day and place; closed, it forgets what was typed but not chosen. */
export default function DestinationDrawer() {
  const { current, close } = usePanels();
  const open = current === "destination";
  return (
    <Dialog open={open} onClose={close} title={texts.title} side="center">
      {open && <Choosing onDone={close} />}
    </Dialog>
  );
}
