/** Every address inside the shop is written here once. */
import type { ProductFilters } from "@/lib/api/types";
import { addressOf } from "@/lib/api/client";

export type CheckoutStep = "delivery" | "details" | "review";

/** Pages of the account; each but the first three is for whoever is logged in. */
export type AccountPage =
  | "login" | "sign-up" | "forgot" | "orders" | "recipients" | "favorites" | "key-dates" | "preferences" | "security";

export const links = {
  home: "/",
  flowers: (filters: ProductFilters = {}) => addressOf("/flowers", { query: filters }),
  product: (slug: string) => addressOf("/flowers/{slug}", { path: { slug } }),
  cart: "/cart",
  checkout: (step: CheckoutStep = "delivery") => `/checkout?step=${step}`,
  checkoutOf: (deliveryId: string) => `/checkout?step=delivery&delivery=${deliveryId}`,
  account: (page?: AccountPage) => (page ? `/account/${page}` : "/account"),
  /** Where to log in or sign up, and where to go on afterwards. */
  door: (page: "login" | "sign-up", back?: string) => addressOf(`/account/${page}`, { query: { back } }),
  /** Her orders, with the way to take over one that was placed without a login. */
  claim: "/account/orders?claim=1",
  backOffice: "/admin",
  order: (number: string) => addressOf("/orders/{number}", { path: { number } }),
};
