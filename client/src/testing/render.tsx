/** Renders one page or panel inside what the app gives it: router, fresh query client, toasts. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { meQuery } from "@/lib/questions/me";
import type { Me } from "@/lib/session";
import { Toasts } from "@/ui/toasts";

interface Options {
  /** The address asked for. */
  at?: string;
  /** The route's pattern, for pages that read parameters. */
  path?: string;
  /** Who is logged in; nobody is, unless it is said. */
  me?: Me | null;
  /** What a link brings along. */
  state?: unknown;
}

/** `const { user, address } = renderPage(<ProductPage />, { at: "/flowers/x", path: "/flowers/:slug" })` */
export function renderPage(page: ReactNode, { at = "/", path = "*", me = null, state }: Options = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, me);
  let shown = at;
  function Address() {
    const { pathname, search, hash } = useLocation();
    shown = pathname + search + hash;
    return null;
  }
  const screen = render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[entryOf(at, state)]}>
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

function entryOf(at: string, state: unknown) {
  const { pathname, search, hash } = new URL(at, "http://localhost");
  return { pathname, search, hash, state };
}
