/** Renders a page of the back office inside what its app gives it, with somebody logged in. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { meQuery } from "@/admin/lib/me";
import { florist } from "@/testing/fixtures/staff";
import type { Me } from "@/admin/lib/session";

interface Options { at?: string; path?: string; me?: Me | null }

/** `const { user, address } = renderDesk(<OrderPage />, { at: "/orders/K7MD-93QA", path: "/orders/:number" })` */
export function renderDesk(page: ReactNode, { at = "/", path = "*", me = florist }: Options = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, me);
  let shown = at;
  function Address() {
    const { pathname, search } = useLocation();
    shown = pathname + search;
    return null;
  }
  const screen = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <MemoryRouter initialEntries={[at]}>
          <Suspense fallback={null}>
            <Routes>
              <Route path={path} element={page} />
              <Route path="*" element={null} />
            </Routes>
          </Suspense>
          <Address />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...screen, user: userEvent.setup(), queryClient, address: () => shown };
}
