import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Outlet, useLocation } from "react-router";
import { Pending } from "@/ui/spinner";
import { Toasts } from "@/ui/toasts";
import { PageBoundary } from "./error-boundary";
import { Header } from "./header";
import { useNavigationManners } from "./navigation";
import { PanelsProvider } from "./panels-provider";
import { texts } from "./texts";

// Nobody sees it first: the page's own code goes before it.
const Footer = lazy(() => import("./footer"));

/** The frame of every page. A page that waits or fails does so inside it. */
export function Layout() {
  const { pathname } = useLocation();
  useNavigationManners();
  return (
    <PanelsProvider>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-full bg-green px-5 py-3 text-on-green focus:translate-y-0"
      >
        {texts.skip}
      </a>
      <div className="flex min-h-svh flex-col">
        <Header calm={pathname === "/checkout"} />
        <main id="main" tabIndex={-1} className="grow">
          <QueryErrorResetBoundary>
            {({ reset }) => (
              <PageBoundary key={pathname} onReset={reset}>
                <Suspense fallback={<Pending label={texts.loading} />}>
                  <Outlet />
                </Suspense>
              </PageBoundary>
            )}
          </QueryErrorResetBoundary>
        </main>
        <Suspense fallback={<div className="mt-section min-h-112 bg-green-deep" />}>
          <Footer />
        </Suspense>
      </div>
      <Toasts />
    </PanelsProvider>
  );
}
