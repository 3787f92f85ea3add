import { expect, type Page } from "@playwright/test";
import { chooseFirstDay, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, payByCard, test, title } from "./customer";

/** Everything up to the payment page; answers what it costs. */
async function order(page: Page, email: string): Promise<string> {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, email);
  return goToPaymentPage(page);
}

const lastOrder = (page: Page) => page.evaluate(() => sessionStorage.getItem("posy-last-order") ?? "");

async function cancel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Cancel this order" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the order" }).click();
  await expect(title(page, "This order is cancelled")).toBeVisible();
}

test("a payment page that was left is taken up again from the order's own page", async ({ page }) => {
  await order(page, "abandoned@example.com");
  await page.goto("/");
  await page.goto(`/orders/${await lastOrder(page)}`);
  await expect(title(page, "Waiting for your payment")).toBeVisible();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.waitForURL(/\/pay\//);
  await payByCard(page);
  await expectConfirmed(page);
});

test("an order that was let go at the payment page is placed again, and only the second is paid", async ({ page }) => {
  await order(page, "again@example.com");
  await page.getByRole("link", { name: "Back to the shop" }).click();
  await expect(title(page, "All as you wish?")).toBeVisible();
  const first = await lastOrder(page);
  await goToPaymentPage(page);
  await payByCard(page);
  const second = await expectConfirmed(page);
  expect(second).not.toBe(first);
  await page.goto(`/orders/${first}`);
  await expect(title(page, "This order is cancelled")).toBeVisible();
  await expect(page.getByText("Nothing was charged.")).toBeVisible();
  await expectSound(page);
});

test("an order that waits for its payment is cancelled, and the cart keeps everything", async ({ page }) => {
  await order(page, "waits@example.com");
  await page.goto("/");
  await page.goto(`/orders/${await lastOrder(page)}`);
  await cancel(page);
  await page.getByRole("link", { name: "Back to my cart" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Check out" })).toBeVisible();
});

test("a paid order is cancelled, and the whole sum goes back", async ({ page }) => {
  const amount = await order(page, "refund@example.com");
  await payByCard(page);
  await expectConfirmed(page);
  await expectSound(page);
  await cancel(page);
  await expect(page.getByText(`Your ${amount} have gone back`)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Payment: Refunded")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel this order" })).toBeHidden();
  await expectSound(page);
});
