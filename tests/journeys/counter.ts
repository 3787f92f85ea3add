// The people behind the counter, and who orders from them: what the florist's journeys do again and again.
import { expect, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import { chooseFirstDay, expectConfirmed, fillCart, fillRecipient, giveDetails, goToPaymentPage, payByCard } from "./customer";

const PASSWORD = "flowers-every-day"; // of the demo shop's people, as `make run` prints it

export interface Sold { number: string; date: string }

/** Somebody stands before the button that pays, with a bouquet for the first day offered. Answers that day. */
export async function readyToPay(page: Page, recipient: string, email: string): Promise<string> {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await page.getByLabel("Name", { exact: true }).fill(recipient);
  await giveDetails(page, email);
  const cart = (await (await page.request.get("/api/cart")).json()) as { deliveries: { date: string }[] };
  return cart.deliveries[0]?.date ?? "";
}

export async function buyFor(page: Page, recipient: string, email: string): Promise<Sold> {
  const date = await readyToPay(page, recipient, email);
  await goToPaymentPage(page);
  await payByCard(page);
  return { number: await expectConfirmed(page), date };
}

/** Another browser at the counter, a tablet or a desk, in which one of the demo's people logs in. */
export async function atTheCounter(browser: Browser, who: "iris" | "mara" | "wren", width = 1180): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width, height: 900 } })).newPage();
  await page.goto("/admin");
  await page.getByLabel(/^Email/).fill(`${who}@posy.example`);
  await page.getByRole("textbox", { name: /^Password/ }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  return page;
}

/** The headers of one of the demo's people for the back office's API, for what no journey is about. */
export async function logIn(request: APIRequestContext, who: "mara" | "wren"): Promise<Record<string, string>> {
  const headers = { Origin: process.env["POSY_URL"] ?? "" };
  const answer = await request.post("/api/auth/login", { headers, data: { email: `${who}@posy.example`, password: PASSWORD } });
  expect(answer.status(), await answer.text()).toBe(200);
  const { access_token } = (await answer.json()) as { access_token: string };
  return { ...headers, Authorization: `Bearer ${access_token}` };
}

/** `Thursday, November 26`, as the back office writes a day. */
export function inWords(date: string): string {
  const format = new Intl.DateTimeFormat("en-US", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T12:00:00Z`));
}
