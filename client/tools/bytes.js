/**
 * Holds the byte budget: what a visitor downloads for one page, gzipped, read from Vite's manifest.
 * A page's files are the entry's and the page's own with everything they import; fonts are counted as they are.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const OUT = fileURLToPath(new URL("../../backend/static/app/", import.meta.url));
const KB = 1000;

const PAGES = {
  home: { page: "src/features/home/home-page.tsx", limit: 105 },
  catalog: { page: "src/features/catalog/catalog-page.tsx", limit: 105 },
  product: { page: "src/features/product/product-page.tsx", limit: 115 },
  cart: { page: "src/features/cart/cart-page.tsx", limit: 115 },
  checkout: { page: "src/features/checkout/checkout-page.tsx", limit: 150 },
  order: { page: "src/features/orders/order-page.tsx", limit: 115 },
};
const CSS_LIMIT = 10;
/** The back office is weighed with its heaviest page; its CSS is Mantine's and never meets the shop's. */
const BACK_OFFICE = { pages: "src/admin/features/", limit: 320 };
const FONT_LIMIT = 85;

/** @typedef {{file: string, imports?: string[], css?: string[], assets?: string[]}} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(path.join(OUT, ".vite/manifest.json"), "utf8"));

/** @param {string[]} keys @returns {Set<Chunk>} */
function reached(keys) {
  const seen = new Set();
  const visit = (/** @type {string} */ key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return seen;
}

/** @param {Iterable<string>} files */
const gzipped = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(OUT, file)), { level: 9 }).length, 0) / KB;

let failed = false;
/** @param {string} name @param {number} size @param {number} limit */
function report(name, size, limit) {
  const over = size > limit;
  failed ||= over;
  console.log(`${over ? "OVER" : "  ok"}  ${name.padEnd(14)} ${size.toFixed(1).padStart(6)} of ${limit} KB`);
}

for (const [name, { page, limit }] of Object.entries(PAGES)) {
  const chunks = [...reached(["index.html", page])];
  report(`${name} script`, gzipped(new Set(chunks.map(({ file }) => file))), limit);
  const styles = new Set(chunks.flatMap(({ css = [] }) => css));
  report(`${name} style`, gzipped(styles), CSS_LIMIT);
}
const pages = Object.keys(manifest).filter((key) => key.startsWith(BACK_OFFICE.pages));
const weights = pages.map((page) => gzipped(new Set([...reached(["admin.html", page])].map(({ file }) => file))));
report("back office", Math.max(...weights), BACK_OFFICE.limit);
const fonts = new Set(Object.values(manifest).map(({ file }) => file).filter((file) => file.endsWith(".woff2")));
for (const chunk of Object.values(manifest)) chunk.assets?.filter((file) => file.endsWith(".woff2")).forEach((file) => fonts.add(file));
report("fonts", [...fonts].reduce((sum, file) => sum + readFileSync(path.join(OUT, file)).length, 0) / KB, FONT_LIMIT);

process.exit(failed ? 1 : 0);
