/** The back office inside its router: theme, questions, and a login before everything else. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { makeQueryClient } from "@/lib/query-client";
import { Waiting } from "@/admin/ui/faces";
import { PageBoundary } from "./page-boundary";
import { AdminRoutes } from "./routes";
import { theme } from "./theme";

export function Admin() {
  const [queryClient] = useState(makeQueryClient);
  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <PageBoundary>
          <Suspense fallback={<Waiting />}>
            <AdminRoutes />
          </Suspense>
        </PageBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
