import { expect, test } from "vitest";
import { refusal } from "./one-way-imports.js";

/** @param {string} from @param {string} specifier */
const judge = (from, specifier) => refusal("/shop/src", `/shop/src/${from}`, specifier);

test.each([
  ["lib/money.ts", "@/ui/button"],
  ["ui/price.tsx", "../features/cart/queries"],
  ["features/cart/page.tsx", "@/features/orders/queries"],
  ["features/cart/parts/line.tsx", "../../orders/queries"],
  ["features/cart/page.tsx", "@/app/app"],
  ["features/cart/page.tsx", "@/testing/fixtures"],
])("%s may not import %s", (from, specifier) => {
  expect(judge(from, specifier)).not.toBeNull();
});

test.each([
  ["ui/price.tsx", "@/lib/money"],
  ["features/cart/page.tsx", "./queries"],
  ["features/cart/parts/line.tsx", "../queries"],
  ["features/cart/page.test.tsx", "@/testing/render"],
  ["app/app.tsx", "@/features/cart/cart-page"],
  ["features/cart/page.tsx", "react"],
])("%s may import %s", (from, specifier) => {
  expect(judge(from, specifier)).toBeNull();
});
