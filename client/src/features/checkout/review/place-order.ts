/**
 * Placing the order. One key goes with one wish: sent again after a lost answer it finds the order that was placed already,
 * and whatever changes in the cart or the buyer makes a new one.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { mine } from "@/lib/mine";
import { ApiProblem, isProblem } from "@/lib/api/problem";
import type { Buyer, Cart, Money, Order, PaymentMethod, Substitution } from "@/lib/api/types";
import { leaveTo } from "@/lib/leave";
import { links } from "@/lib/links";
import { cartQuery } from "@/lib/questions/cart";
import { rememberOrder } from "../buyer";
import { fieldErrorsOf } from "../server-errors";

const TRIES = 4;
const LONGEST_WAIT = 10;

/** What she has said of herself and her wishes, beside the cart. */
export interface Said { buyer: Buyer; substitution: Substitution; payment?: PaymentMethod }
interface Wish extends Said { key: string; expected_total: Money }

/** Everything that makes it another order; not what changes by itself, as the places left in a slot. */
function fingerprint(cart: Cart, said: Said, total: Money): string {
  const deliveries = cart.deliveries.map(({ id, method, postcode, slot, recipient, card_message, lines }) => [
    id, method, postcode, slot?.id, recipient, card_message, lines.map(({ variant_id, quantity }) => [variant_id, quantity]),
  ]);
  return JSON.stringify([deliveries, said, total, cart.promotion?.code, cart.totals.tip]);
}

const isWorthAnotherTry = (error: unknown) => isProblem(error, "busy", "in_progress", "rules_changed", "unreachable");

export function usePlaceOrder(cart: Cart, said: Said) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const attempt = useRef({ of: "", key: "" });

  const { mutate, ...state } = useMutation({
    mutationFn: ({ key, ...body }: Wish) => mine.post("/api/orders", { body, headers: { "Idempotency-Key": key } }),
    retry: (failures, error) => failures < TRIES && isWorthAnotherTry(error),
    retryDelay: (failures, error) =>
      1000 * Math.min((error instanceof ApiProblem ? error.retryAfter : null) ?? 2 ** failures, LONGEST_WAIT),
    onSuccess: (order: Order) => {
      rememberOrder(order.number);
      if (order.payment.redirect_url) leaveTo(order.payment.redirect_url);
      else void navigate(`${links.order(order.number)}?placed=1`);
    },
    onError: async (error) => {
      const errors = fieldErrorsOf(error);
      if (isProblem(error, "idempotency_mismatch")) attempt.current = { of: "", key: "" };
      await client.invalidateQueries({ queryKey: cartQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["delivery"] });
      if (isProblem(error, "cart_incomplete")) {
        const delivery = error.extras.missing?.[0]?.delivery_id;
        void navigate(delivery ? links.checkoutOf(delivery) : links.checkout("delivery"), { state: { sentBack: true } });
      } else if (errors.length > 0) void navigate(links.checkout("details"), { state: { errors } });
    },
  });
  useFreshStart(state.reset);

  const place = (expected_total: Money) => {
    const of = fingerprint(cart, said, expected_total);
    if (attempt.current.of !== of) attempt.current = { of, key: crypto.randomUUID() };
    mutate({ key: attempt.current.key, ...said, expected_total });
  };
  return { ...state, place };
}

/** The browser's back button may bring this page back as it was left, waiting for the payment page: let it be pressed again. */
function useFreshStart(reset: () => void): void {
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) reset();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [reset]);
}
