/** The account's pages: the doors in, and behind the login everything that a customer keeps with us. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { AccountFrame } from "@/features/account/frame";
import { LeavingContext } from "@/features/account/leaving";
// Small, and read by few: in a file of its own it would lengthen the list of files that every page carries.
import SubstitutionPage from "@/features/substitution/substitution-page";
import { links } from "@/lib/links";
import { meQuery } from "@/lib/questions/me";
import { Pending } from "@/ui/spinner";
import NotFoundPage from "./not-found-page";
import { texts } from "./texts";

const LoginPage = lazy(() => import("@/features/account/door/login-page"));
const SignUpPage = lazy(() => import("@/features/account/door/sign-up-page"));
const ForgotPage = lazy(() => import("@/features/account/door/forgot-page"));
const ResetPage = lazy(() => import("@/features/account/door/reset-page"));
const HomePage = lazy(() => import("@/features/account/home/home-page"));
const OrdersPage = lazy(() => import("@/features/account/orders/orders-page"));
const RecipientsPage = lazy(() => import("@/features/account/recipients/recipients-page"));
const FavoritesPage = lazy(() => import("@/features/account/favorites/favorites-page"));
const KeyDatesPage = lazy(() => import("@/features/account/dates/key-dates-page"));
const PreferencesPage = lazy(() => import("@/features/account/preferences/preferences-page"));
const UnsubscribePage = lazy(() => import("@/features/account/preferences/unsubscribe-page"));
const SecurityPage = lazy(() => import("@/features/account/security/security-page"));

export default function Account() {
  // The letters' own page: no login leads to it.
  if (useLocation().pathname === "/unsubscribe") return <UnsubscribePage />;
  return (
    <Routes>
      <Route path="login" element={<LoginPage />} />
      <Route path="sign-up" element={<SignUpPage />} />
      <Route path="forgot" element={<ForgotPage />} />
      <Route path="reset" element={<ResetPage />} />
      <Route path="substitution" element={<SubstitutionPage />} />
      <Route element={<LoggedIn />}>
        <Route index element={<HomePage />} />
        <Route path="orders" element={<OrdersPage />} />
        <Route path="recipients" element={<RecipientsPage />} />
        <Route path="favorites" element={<FavoritesPage />} />
        <Route path="key-dates" element={<KeyDatesPage />} />
        <Route path="preferences" element={<PreferencesPage />} />
        <Route path="security" element={<SecurityPage />} />
      </Route>
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

/** Whoever is not logged in does so first, and is then where she wanted to go. */
function LoggedIn() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { pathname, search } = useLocation();
  const [leaving, setLeaving] = useState(false);
  if (!me) return <Navigate to={leaving ? links.home : links.door("login", pathname + search)} replace />;
  return (
    <LeavingContext value={() => setLeaving(true)}>
      <AccountFrame me={me}>
        <Suspense fallback={<Pending label={texts.loading} />}>
          <Outlet />
        </Suspense>
      </AccountFrame>
    </LeavingContext>
  );
}
