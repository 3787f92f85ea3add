/** Which path answers what; the client's four verbs are typed by these tables. */
import type {
  Cart, Category, DayString, DeliveryChange, DeliveryDates, DeliveryMethod, DeliverySlots, NewDelivery, NewLine,
  NewOrder, Occasion, Order, Page, Product, ProductFilters, ProductList, Shop,
} from "./types";

export interface Endpoint { path?: Record<string, string>; query?: object; body?: unknown; answer: unknown }
type Table<T extends { [K in keyof T]: Endpoint }> = T;

interface DeliveryQuestion { postcode: string; method?: DeliveryMethod; delivery_id?: string }

export type Gets = Table<{
  "/api/shop": { answer: Shop };
  "/api/products": { query: ProductFilters; answer: ProductList };
  "/api/products/{slug}": { path: { slug: string }; answer: Product };
  "/api/categories": { answer: Page<Category> };
  "/api/occasions": { answer: Page<Occasion> };
  "/api/delivery/dates": { query: DeliveryQuestion; answer: DeliveryDates };
  "/api/delivery/slots": { query: DeliveryQuestion & { date: DayString }; answer: DeliverySlots };
  "/api/cart": { answer: Cart };
  "/api/orders/{number}": { path: { number: string }; answer: Order };
}>;

export type Posts = Table<{
  "/api/cart/lines": { body: NewLine; answer: Cart };
  "/api/cart/deliveries": { body: NewDelivery; answer: Cart };
  "/api/orders": { body: NewOrder; answer: Order };
  "/api/orders/access": { body: { number: string; token: string }; answer: undefined };
  "/api/orders/{number}/payment": { path: { number: string }; answer: { redirect_url: string } };
}>;

export type Patches = Table<{
  "/api/cart/lines/{id}": { path: { id: string }; body: { quantity: number }; answer: Cart };
  "/api/cart/deliveries/{id}": { path: { id: string }; body: DeliveryChange; answer: Cart };
}>;

export type Deletes = Table<{
  "/api/cart": { answer: Cart };
  "/api/cart/lines/{id}": { path: { id: string }; answer: Cart };
  "/api/cart/deliveries/{id}": { path: { id: string }; answer: Cart };
}>;

