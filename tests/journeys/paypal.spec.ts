import { expect, type Page } from "@playwright/test";
import {
  chooseFirstDay, expectConfirmed, expectNoFindings, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, payByCard, test, title,
} from "./customer";

test("a bouquet is paid with PayPal: chosen by keyboard, approved there, confirmed here", async ({ page }) => {
  await reachReview(page, "paypal@example.com");
  const choice = page.getByRole("group", { name: "How would you like to pay?" });
  await choice.getByRole("radio", { name: /^Card/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(choice.getByRole("radio", { name: /^PayPal/ })).toBeChecked();
  await expectSound(page);
  const amount = await goToPayPal(page);
  await expect(page.getByRole("main")).toContainText(amount);
  await expectSound(page);
  await page.getByRole("button", { name: "Pay now" }).click();
  await expectConfirmed(page);
  await expect(page.getByRole("main")).toContainText(amount);
  await expect(page.getByRole("link", { name: "Cart, empty" })).toBeVisible();
});

test("what PayPal cannot charge is said, and something else there pays", async ({ page }) => {
  await reachReview(page, "paypal-declined@example.com");
  await choose(page, /^PayPal/);
  await goToPayPal(page);
  await page.getByRole("button", { name: "Pay with a bank that declines" }).click();
  await page.waitForURL(/\/orders\/.*payment=declined/);
  await expect(title(page, "Waiting for your payment")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("nothing was taken");
  await expectNoFindings(page);
  await page.getByRole("button", { name: "Continue to PayPal" }).click();
  await page.waitForURL(/\/checkoutnow/);
  await expect(page.getByRole("alert")).toContainText("Nothing was taken");
  await page.getByRole("button", { name: "Pay now" }).click();
  await expectConfirmed(page);
});

test("who leaves PayPal by its link finds her cart as it was, and pays by card", async ({ page }) => {
  await reachReview(page, "paypal-left@example.com");
  await choose(page, /^PayPal/);
  await goToPayPal(page);
  await page.getByRole("link", { name: "Cancel and return to the shop" }).click();
  await expect(title(page, "All as you wish?")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("nothing was charged");
  const choice = page.getByRole("group", { name: "How would you like to pay?" });
  await expect(choice.getByRole("radio", { name: /^PayPal/ })).toBeChecked();
  await choose(page, /^Card/);
  await goToPaymentPage(page);
  await payByCard(page);
  await expectConfirmed(page);
});

async function reachReview(page: Page, email: string): Promise<void> {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, email);
}

async function choose(page: Page, name: RegExp): Promise<void> {
  const way = page.getByRole("group", { name: "How would you like to pay?" }).getByRole("radio", { name });
  await way.click();
  await expect(way).toBeChecked();
}

/** Places the order and waits for PayPal's page. Answers the amount as it is written. */
async function goToPayPal(page: Page): Promise<string> {
  const pay = page.getByRole("button", { name: /^Continue to PayPal: \$/ });
  const amount = (await pay.innerText()).replace("Continue to PayPal: ", "").trim();
  await pay.click();
  await page.waitForURL(/\/checkoutnow/);
  await expect(page.getByRole("button", { name: "Pay now" })).toBeVisible();
  return amount;
}
