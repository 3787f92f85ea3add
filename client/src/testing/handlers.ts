/**
 * A shop of fixtures behind the real addresses, for tests and for `npm run dev:mock`. It forgets every write: it answers each
 * with the full cart. A test that needs another answer says so with `server.use(http.get(...))`.
 */
import { http, HttpResponse } from "msw";
import type { ProblemExtras } from "@/lib/api/problem";
import { address, favorites, keyDate, orderSummary, preferences, sessions } from "./fixtures/account";
import { fullCart } from "./fixtures/cart";
import { categories, occasions, product, productList, products } from "./fixtures/catalog";
import { deliveryDates, deliverySlots } from "./fixtures/delivery";
import { cancelledOrder, order, unpaidOrder } from "./fixtures/orders";
import { shop } from "./fixtures/shop";
import { florist } from "./fixtures/staff";

/** A refusal as the server words it: `server.use(http.post("/api/orders", () => refuse(409, "cart_empty")))`. */
export function refuse(status: number, code: string, extras: ProblemExtras & { detail?: string } = {}) {
  const body = { type: "about:blank", title: `Refused: ${code}`, status, detail: `Detail of ${code}.`, code, ...extras };
  return HttpResponse.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

const wholeCart = () => HttpResponse.json(fullCart);

export const handlers = [
  http.get("*/api/shop", () => HttpResponse.json(shop)),
  http.get("*/api/products", () => HttpResponse.json(productList)),
  http.get("*/api/products/:slug", ({ params }) => {
    const known = products.find(({ slug }) => slug === params.slug);
    return known ? HttpResponse.json({ ...product, ...known, category: product.category, colors: product.colors }) : refuse(404, "product_not_found");
  }),
  http.get("*/api/categories", () => HttpResponse.json(categories)),
  http.get("*/api/occasions", () => HttpResponse.json(occasions)),
  http.get("*/api/delivery/dates", ({ request }) => {
    const postcode = new URL(request.url).searchParams.get("postcode") ?? "";
    return postcode.startsWith("97") ? HttpResponse.json({ ...deliveryDates, postcode }) : refuse(409, "outside_zone", { phone: shop.phone });
  }),
  http.get("*/api/delivery/slots", () => HttpResponse.json(deliverySlots)),
  http.get("*/api/cart", wholeCart),
  http.delete("*/api/cart", wholeCart),
  http.post("*/api/cart/lines", () => HttpResponse.json(fullCart, { status: 201 })),
  http.patch("*/api/cart/lines/:id", wholeCart),
  http.delete("*/api/cart/lines/:id", wholeCart),
  http.post("*/api/cart/deliveries", () => HttpResponse.json(fullCart, { status: 201 })),
  http.patch("*/api/cart/deliveries/:id", wholeCart),
  http.delete("*/api/cart/deliveries/:id", wholeCart),
  http.post("*/api/orders", () => HttpResponse.json(unpaidOrder, { status: 201 })),
  http.get("*/api/admin/surges", () => HttpResponse.json({ items: [], zones: [], currency: "USD" })),
  http.post("*/api/orders/access", () => new HttpResponse(null, { status: 204 })),
  http.get("*/api/orders/:number", ({ params }) => (params.number === order.number ? HttpResponse.json(order) : refuse(404, "order_not_found"))),
  http.post("*/api/orders/:number/cancel", () => HttpResponse.json(cancelledOrder)),
  http.post("*/api/auth/refresh", () => HttpResponse.json({ access_token: "token", expires_in: 600, me: florist })),
  http.get("*/api/orders", () => HttpResponse.json({ items: [orderSummary], total: 1, page: 1, page_size: 10 })),
  http.get("*/api/me/addresses", () => HttpResponse.json({ items: [address] })),
  http.get("*/api/me/key-dates", () => HttpResponse.json({ items: [keyDate] })),
  http.get("*/api/me/favorites", () => HttpResponse.json(favorites)),
  http.get("*/api/me/preferences", () => HttpResponse.json(preferences)),
  http.get("*/api/me/sessions", () => HttpResponse.json({ items: sessions })),
  http.post("*/api/orders/:number/payment", () => HttpResponse.json({ redirect_url: unpaidOrder.payment.redirect_url })),
];
