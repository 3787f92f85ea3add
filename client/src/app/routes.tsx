/**
 * The map of the shop. How the client is laid out:
 *
 *   lib       what has no face: the API's door, formats, links, and the questions that several features ask (lib/questions)
 *   ui        components that know nothing of the shop's questions; they take data and say what was pressed
 *   features  one folder per part of the shop; asks and shows; never imports another feature
 *   app       frame, routes and providers; the only place that knows all features
 *
 * Imports go lib | ui -> features -> app (`npm run lint` refuses the rest). Inside features/<name>/:
 *   <name>-page.tsx   default export, one per route, loaded lazily below
 *   queries.ts        queryOptions (key and fetcher together) and mutations that only this feature uses
 *   texts.ts          every word a customer reads; counts through plural(), money and days through lib
 *   *.test.tsx        through the screen, by role, against src/testing (renderPage, server, fixtures)
 *
 * Who is logged in is known to lib/session (its token in memory alone) and asked by useMe (lib/questions/me). What is somebody's
 * own goes through `mine` (lib/mine), which carries the login where there is one; what is the same for everybody through `api`.
 *
 * State has four homes: server data in TanStack Query, filters and steps in the address, forms in react-hook-form, the little
 * that is left in useState. A page that is nothing without its answer uses useSuspenseQuery: waiting and failing (404 too)
 * are shown by the frame. A list with filters uses useQuery with keepPreviousData and shows its own faces.
 * Two features meet in a panel (lib/panels), in a question (lib/questions), or here.
 */
import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Layout } from "./layout";
import NotFoundPage from "./not-found-page";

const HomePage = lazy(() => import("@/features/home/home-page"));
const CatalogPage = lazy(() => import("@/features/catalog/catalog-page"));
const ProductPage = lazy(() => import("@/features/product/product-page"));
const CartPage = lazy(() => import("@/features/cart/cart-page"));
const CheckoutPage = lazy(() => import("@/features/checkout/checkout-page"));
const Account = lazy(() => import("./account"));
const OrderPage = lazy(() => import("@/features/orders/order-page"));

export function ShopRoutes() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<HomePage />} />
        <Route path="flowers" element={<CatalogPage />} />
        <Route path="flowers/:slug" element={<ProductPage />} />
        <Route path="cart" element={<CartPage />} />
        <Route path="checkout" element={<CheckoutPage />} />
        <Route path="orders/:number" element={<OrderPage />} />
        <Route path="account/*" element={<Account />} />
        <Route path="unsubscribe" element={<Account />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
