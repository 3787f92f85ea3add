/** Renders one page or panel inside what the app gives it: router, fresh query client, toasts. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { Toasts } from "@/ui/toasts";

interface Options {
  /** The address asked for. */
  at?: string;
  /** The route's pattern, for pages that read parameters. */
  path?: string;
}

/** `const { user, address } = renderPage(<ProductPage />, { at: "/flowers/x", path: "/flowers/:slug" })` */
export function renderPage(page: ReactNode, { at = "/", path = "*" }: Options = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  let shown = at;
  function Address() {
    const { pathname, search, hash } = useLocation();
    shown = pathname + search + hash;
    return null;
  }
  const screen = render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[at]}>
        <Suspense fallback={null}>
          <Routes>
            <Route path={path} element={page} />
            <Route path="*" element={null} />
          </Routes>
        </Suspense>
        <Address />
        <Toasts />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { ...screen, user: userEvent.setup(), queryClient, address: () => shown };
}
