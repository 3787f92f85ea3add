/** Vite plugin: leaves out of the build how TanStack Query pages endlessly, which no list of ours does: 0.5 KB on every page. */
import type { Plugin } from "vite";

export function leanQuery(): Plugin {
  return {
    name: "posy-lean-query",
    apply: "build",
    enforce: "pre",
    load: (id) =>
      id.endsWith("/query-core/build/modern/infiniteQueryBehavior.js")
        ? "export const infiniteQueryBehavior = () => ({}), hasNextPage = () => false, hasPreviousPage = () => false;"
        : null,
  };
}
