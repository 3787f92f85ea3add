// The florist's side of what can be had: a day that closes under a customer's eyes, stems that wilt and are made good.
import { expect, type Browser, type Page } from "@playwright/test";
import { chooseFirstDay, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, test } from "./customer";

const PASSWORD = "flowers-every-day";

/** A manager at the counter, on a tablet. */
async function atTheCounter(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, reducedMotion: "reduce" });
  const desk = await context.newPage();
  await desk.goto("/admin/login");
  await desk.getByLabel("Email").fill("mara@posy.example");
  await desk.locator("input[name=password]").fill(PASSWORD);
  await desk.getByRole("button", { name: "Log in" }).click();
  await expect(desk).not.toHaveURL(/login/);
  await desk.goto(`/admin${address}`);
  return desk;
}

/** The day of the customer's delivery, as the address bar and as people write it. */
async function dayOf(page: Page): Promise<{ date: string; words: string }> {
  const cart = (await (await page.request.get("/api/cart")).json()) as { deliveries: { date: string }[] };
  const date = cart.deliveries[0]?.date ?? "";
  const format = new Intl.DateTimeFormat("en-US", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return { date, words: format.format(new Date(`${date}T12:00:00Z`)) };
}

async function readyToPay(page: Page): Promise<void> {
  await fillCart(page);
  await chooseFirstDay(page, "97214");
  await fillRecipient(page);
  await giveDetails(page, "sam@example.com");
}

test("a day is closed, and the customer's open page can no longer order for it", async ({ page, browser }) => {
  await readyToPay(page);
  const { date, words } = await dayOf(page);
  const desk = await atTheCounter(browser, `/capacity?week=${date}`);
  await desk.getByRole("button", { name: `Close: ${words}` }).click();
  const dialog = desk.getByRole("dialog", { name: `Close ${words}?` });
  await dialog.getByRole("button", { name: "Weather" }).click();
  await expectSound(desk);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(desk.getByText("is closed", { exact: false })).toBeVisible();
  await expect(desk.getByText("Closed: Weather")).toBeVisible();

  await page.getByRole("button", { name: /^Pay \$/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "We are closed at that time" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Choose another time" })).toBeVisible();
  await expectSound(page);

  await desk.getByRole("button", { name: `Open again: ${words}` }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
  await expect(desk.getByRole("button", { name: `Close: ${words}` })).toBeVisible();
  await goToPaymentPage(page);
});
