/** Renders a page of the back office for somebody who is logged in, with what Mantine wants of a browser. */
import { MantineProvider } from "@mantine/core";
import { notifications, Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { Suspense, type ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { vi } from "vitest";
import { meQuery } from "@/lib/questions/me";
import type { Me } from "@/lib/session";
import { florist } from "@/testing/fixtures/staff";
import { server } from "@/testing/server";

// Roles are looked up through all of Mantine's styles: a slow machine takes its time.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

interface Options { at?: string; path?: string; me?: Me | null }

/** `const { user, address } = renderDesk(<OrderPage />, { at: "/orders/K7MD-93QA", path: "/orders/:number" })` */
export function renderDesk(page: ReactNode, { at = "/", path = "*", me = florist }: Options = {}) {
  server.use(http.post("*/api/auth/refresh", () => HttpResponse.json({ access_token: "token", expires_in: 600, me })));
  browser();
  notifications.clean(); // they live outside of the page, and would outlive it
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 }, mutations: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, me);
  if (me) localStorage.setItem("posy.known", "1");
  else localStorage.removeItem("posy.known");
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
  return { ...screen, user: userEvent.setup({ delay: null }), queryClient, address: () => shown };
}

/** jsdom has no media queries, no observers of sizes, no fonts, and no way to scroll to something. */
function browser(): void {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false }) as unknown as MediaQueryList;
  window.ResizeObserver = class {
    observe() { return undefined; }
    unobserve() { return undefined; }
    disconnect() { return undefined; }
  };
  Object.defineProperty(document, "fonts", { configurable: true, value: new EventTarget() });
  Element.prototype.scrollIntoView = () => undefined;
}
