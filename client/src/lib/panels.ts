/**
 * Which of the shop's panels is open: the cart drawer, the choice of place and day, or the phone's menu. The layout renders
 * them; any feature opens one without knowing who made it: `const { open } = usePanels(); open("destination")`.
 */
import { createContext, use } from "react";

export type Panel = "cart" | "destination" | "menu";
export interface Panels {
  current: Panel | null;
  open: (panel: Panel) => void;
  close: () => void;
}

export const PanelsContext = createContext<Panels>({ current: null, open: () => undefined, close: () => undefined });

export const usePanels = (): Panels => use(PanelsContext);
