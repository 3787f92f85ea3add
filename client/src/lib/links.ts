/** Every address inside the shop is written here once. */
import type { ProductFilters } from "@/lib/api/types";
import { addressOf } from "@/lib/api/client";

export type CheckoutStep = "delivery" | "details" | "review";

export const links = {
  home: "/",
  flowers: (filters: ProductFilters = {}) => addressOf("/flowers", { query: filters }),
  product: (slug: string) => addressOf("/flowers/{slug}", { path: { slug } }),
  cart: "/cart",
  checkout: (step: CheckoutStep = "delivery") => `/checkout?step=${step}`,
  checkoutOf: (deliveryId: string) => `/checkout?step=delivery&delivery=${deliveryId}`,
  order: (number: string) => addressOf("/orders/{number}", { path: { number } }),
};
