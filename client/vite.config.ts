/** Builds the shop into backend/static/app; in development proxies the API, or answers it from fixtures (`--mode mock`). */
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { leanQuery } from "./tools/lean-query.ts";
import { leanRouter } from "./tools/lean-router.ts";
import { mockShop } from "./tools/mock-shop.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** What only one page uses travels with it. */
const VENDOR = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\/(?!.*useMutationState)/;
/** Small parts that most pages share: together they travel lighter than each in a file of its own. */
const SHELF = /src\/(lib\/(?!places|omit|login|leave|wall-time|email|questions\/(addresses|extras|orders))|ui\/(badge|button|heart-button|icon|link|picture|price|product-card|spinner|states|texts|left)\.)/;
/** Drawings of fifty bytes that pages of the shop and of the back office have in common: a file each would weigh more by its name. */
const SIGNS = /icons\/(calendar-check|check|minus|plus|triangle-alert|undo-2)\./;
const ARROWS = /icons\/chevron-(left|right)\./;
const backend = process.env.POSY_BACKEND ?? "http://localhost:8000";

export default defineConfig(({ mode }) => ({
  plugins: [leanRouter(), leanQuery(), react(), tailwindcss(), mode === "mock" && mockShop()],
  resolve: { alias: { "@": here("./src") } },
  server: { proxy: mode === "mock" ? undefined : { "/api": backend, "/pictures": backend } },
  build: {
    outDir: here("../backend/static/app"),
    emptyOutDir: true,
    manifest: true,
    // Every browser that runs our code knows modulepreload.
    modulePreload: { polyfill: false },
    // The content security policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    // One entry per HTML page, so that the back office's CSS never meets the shop's.
    rolldownOptions: {
      input: { index: here("./index.html"), admin: here("./admin.html") },
      // One file for what changes only with its version, so that a release of ours does not make it travel again.
      output: {
        codeSplitting: {
          groups: [
            { name: "vendor", test: VENDOR },
            { name: "shelf", test: SHELF },
            { name: "signs", test: SIGNS },
            { name: "arrows", test: ARROWS },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.{ts,js}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    // Generous, because a machine that is busy with something else is no failure; what is there is found at once.
    testTimeout: 30_000,
  },
}));
