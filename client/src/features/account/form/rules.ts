/** What the account's forms ask of single fields; the server asks the same and has the last word. */
import * as z from "zod/mini";
import { EMAIL } from "@/lib/email";
import { PHONE } from "@/lib/phone";
import { formTexts as texts } from "../texts";

export const name = z.string().check(z.trim(), z.minLength(1, texts.nameMissing), z.maxLength(100, texts.tooLong));
export const email = z.string().check(z.trim(), z.regex(EMAIL, texts.emailWrong));
export const knownPassword = z.string().check(z.minLength(1, texts.passwordMissing));
export const newPassword = z.string().check(z.minLength(8, texts.passwordShort), z.maxLength(128, texts.passwordLong));
export const code = z.string().check(z.trim(), z.minLength(1, texts.codeMissing));
export const phone = z.string().check(z.trim(), z.regex(PHONE, texts.phoneWrong));
export const phoneOrNone = z.string().check(z.trim(), z.refine((given) => given === "" || PHONE.test(given), texts.phoneWrong));
