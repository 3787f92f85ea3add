import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { PanelsContext, type Panel } from "@/lib/panels";

const MenuDrawer = lazy(() => import("./menu-drawer"));
const CartDrawer = lazy(() => import("@/features/cart/cart-drawer"));
const DestinationDrawer = lazy(() => import("@/features/destination/destination-drawer"));

/** Knows which panel is open. A panel's code loads when it is first opened; going to another page closes it. */
export function PanelsProvider({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  const place = pathname + search;
  const [opened, setOpened] = useState<{ panel: Panel; at: string } | null>(null);
  const [used, setUsed] = useState<ReadonlySet<Panel>>(new Set());
  const current = opened?.at === place ? opened.panel : null;

  const panels = useMemo(
    () => ({
      current,
      open: (panel: Panel) => {
        setUsed((before) => new Set(before).add(panel));
        setOpened({ panel, at: place });
      },
      close: () => setOpened(null),
    }),
    [current, place],
  );

  return (
    <PanelsContext value={panels}>
      {children}
      <Suspense fallback={null}>{used.has("menu") && <MenuDrawer />}</Suspense>
      <Suspense fallback={null}>{used.has("cart") && <CartDrawer />}</Suspense>
      <Suspense fallback={null}>{used.has("destination") && <DestinationDrawer />}</Suspense>
    </PanelsContext>
  );
}
