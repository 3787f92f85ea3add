/** Money as it is typed, "12" or "12.50", and as the server keeps it. */
import { minorUnits } from "@/lib/money";

const TYPED = /^\d{1,7}([.,]\d{1,2})?$/;

export const typed = (amount: number | null, currency: string): string => (amount === null ? "" : String(amount / minorUnits(currency)));

export const isAmount = (text: string): boolean => TYPED.test(text.trim());

export const minor = (text: string, currency: string): number => Math.round(Number(text.trim().replace(",", ".")) * minorUnits(currency));
