import { usePanels } from "@/lib/panels";
import { Dialog } from "@/ui/dialog";
import { texts } from "./texts";

export default function DestinationDrawer() {
  const { current, close } = usePanels();
  return (
    <Dialog open={current === "destination"} onClose={close} title={texts.title} side="center">
      {null}
    </Dialog>
  );
}
