import { usePanels } from "@/lib/panels";
import { Dialog } from "@/ui/dialog";
import { texts } from "./texts";

export default function CartDrawer() {
  const { current, close } = usePanels();
  return (
    <Dialog open={current === "cart"} onClose={close} title={texts.title}>
      {null}
    </Dialog>
  );
}
