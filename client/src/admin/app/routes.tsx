/**
 * The map of the back office. It is laid out like the shop (see src/app/routes.tsx), with zones of its own under src/admin:
 * lib and ui below, one folder per part under features, which knows no other part, and app above all. Dialogs, forms and tables
 * are Mantine's; a refusal is shown in the server's own words (ui/faces).
 */
import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import LoginPage from "@/admin/features/login/login-page";
import { meQuery } from "@/lib/questions/me";
import { Empty } from "@/admin/ui/faces";
import { Frame } from "./frame";
import { texts } from "./texts";

const CalendarPage = lazy(() => import("@/admin/features/calendar/calendar-page"));
const CapacityPage = lazy(() => import("@/admin/features/capacity/capacity-page"));
const StockPage = lazy(() => import("@/admin/features/stock/stock-page"));
const BuyPage = lazy(() => import("@/admin/features/stock/supply/buy-page"));
const PurchasesPage = lazy(() => import("@/admin/features/stock/supply/purchases-page"));
const SuppliersPage = lazy(() => import("@/admin/features/stock/supply/suppliers-page"));
const StemsPage = lazy(() => import("@/admin/features/stock/supply/stems-page"));
const TodayPage = lazy(() => import("@/admin/features/today/today-page"));
const OrdersPage = lazy(() => import("@/admin/features/orders/day/orders-page"));
const NewOrderPage = lazy(() => import("@/admin/features/counter/new-order-page"));
const OrderPage = lazy(() => import("@/admin/features/orders/order/order-page"));
const WorkroomPage = lazy(() => import("@/admin/features/workroom/workroom-page"));
const DeliveriesPage = lazy(() => import("@/admin/features/deliveries/deliveries-page"));
const OutboxPage = lazy(() => import("@/admin/features/letters/outbox-page"));
const StoppedPage = lazy(() => import("@/admin/features/letters/stopped-page"));
const CampaignsPage = lazy(() => import("@/admin/features/letters/campaigns-page"));
const CampaignPage = lazy(() => import("@/admin/features/letters/campaign-page"));
const StaffPage = lazy(() => import("@/admin/features/staff/staff-page"));
const SecurityPage = lazy(() => import("@/admin/features/security/security-page"));
const WelcomePage = lazy(() => import("@/admin/features/login/welcome-page"));
const ZonesPage = lazy(() => import("@/admin/features/zones/zones-page"));
const PromotionsPage = lazy(() => import("@/admin/features/promotions/promotions-page"));
const RunPage = lazy(() => import("@/admin/features/run/run-page"));

const SECURITY = "/security";

export function AdminRoutes() {
  return (
    <Routes>
      <Route path="login" element={<LoginPage />} />
      <Route path="welcome" element={<WelcomePage />} />
      <Route path="run" element={<RunPage />} />
      <Route element={<LoggedIn />}>
        <Route index element={<TodayPage />} />
        <Route path="stock" element={<StockPage />} />
        <Route path="stock/to-buy" element={<BuyPage />} />
        <Route path="stock/orders" element={<PurchasesPage />} />
        <Route path="stock/suppliers" element={<SuppliersPage />} />
        <Route path="stock/stems" element={<StemsPage />} />
        <Route path="capacity" element={<CapacityPage />} />
        <Route path="calendar" element={<CalendarPage />} />
        <Route path="orders" element={<OrdersPage />} />
        <Route path="orders/new" element={<NewOrderPage />} />
        <Route path="orders/:number" element={<OrderPage />} />
        <Route path="workroom" element={<WorkroomPage />} />
        <Route path="deliveries" element={<DeliveriesPage />} />
        <Route path="zones" element={<ZonesPage />} />
        <Route path="letters" element={<OutboxPage />} />
        <Route path="letters/stopped" element={<StoppedPage />} />
        <Route path="letters/campaigns" element={<CampaignsPage />} />
        <Route path="letters/campaigns/:id" element={<CampaignPage />} />
        <Route path="promotions" element={<PromotionsPage />} />
        <Route path="staff" element={<StaffPage />} />
        <Route path="security" element={<SecurityPage />} />
        <Route path="*" element={<Empty title={texts.notFound}>{texts.notFoundMore}</Empty>} />
      </Route>
    </Routes>
  );
}

/** Nobody sees a page before logging in; afterwards she is where she wanted to go. */
function LoggedIn() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { pathname, search } = useLocation();
  if (!me) return <Navigate to="/login" replace state={{ from: pathname + search }} />;
  if (pathname === SECURITY) return <Frame />;
  // A role that opens the whole shop opens nothing before its second factor.
  if (me.must_enroll) return <Navigate to={SECURITY} replace />;
  // Whoever only drives has one page.
  return me.permissions.includes("see_orders") ? <Frame /> : <Navigate to="/run" replace />;
}
