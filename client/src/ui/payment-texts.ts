import type { PaymentMethod } from "@/lib/api/types";

interface Words { label: string; detail: string }

/** The ways to pay, in the words of the checkout and of the order's page. */
export const paymentTexts = {
  legend: "How would you like to pay?",
  ways: {
    stripe: { label: "Card", detail: "Or a wallet on your phone, on our payment partner’s secure page" },
    paypal: { label: "PayPal", detail: "You approve it at PayPal and come back here" },
  } satisfies Record<PaymentMethod, Words> as Record<string, Words | undefined>,
  toPayPal: "Continue to PayPal",
};
