import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { ShopRoutes } from "./routes";

/** Everything inside the router: tests give it a memory router and a fresh query client. */
export function App({ queryClient }: { queryClient: QueryClient }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ShopRoutes />
    </QueryClientProvider>
  );
}
