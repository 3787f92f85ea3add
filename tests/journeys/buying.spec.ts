import { expect } from "@playwright/test";
import {
  addToCart, chooseFirstDay, DECLINED_CARD, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, MESSAGE,
  openFirstBouquet, payByCard, RECIPIENT, test, title,
} from "./customer";
import { expectLetter } from "./mailbox";

test("a bouquet with an add-on and a card is bought for the first day offered, and both letters come", async ({ page, request }) => {
  const email = "sam@example.com";
  await page.goto("/");
  await expect(title(page, /./)).toBeVisible();
  await expectSound(page);

  const name = await openFirstBouquet(page);
  await expect(page.getByRole("group", { name: "Size" }).getByRole("radio").first()).toBeVisible();
  const addon = page.getByRole("main").getByRole("checkbox").first();
  await addon.check();
  await expectSound(page);
  const drawer = await addToCart(page);
  await expect(drawer.getByRole("listitem")).toHaveCount(2);
  await expectSound(page);
  await drawer.getByRole("link", { name: "View cart" }).click();
  await expect(title(page, "Your cart")).toBeVisible();
  await expectSound(page);
  await page.getByRole("main").getByRole("link", { name: "Check out" }).click();

  const day = await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await expectSound(page);
  await giveDetails(page, email);
  const review = page.getByRole("main");
  await expect(review).toContainText(day.replace(/, \d{4}.*/, ""));
  await expect(review).toContainText(RECIPIENT.street);
  await expect(review).toContainText("Happy birthday, Rosa!");
  await expectSound(page);

  const amount = await goToPaymentPage(page);
  await expectSound(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  await expect(page.getByRole("main")).toContainText(name);
  await expect(page.getByRole("main")).toContainText(amount);
  await expect(page.getByRole("link", { name: "Cart, empty" })).toBeVisible();
  await expectSound(page);

  const confirmation = await expectLetter(request, email, number);
  expect(confirmation.text).toContain(MESSAGE.split("\n")[0]);
  const shop = (await (await request.get("/api/shop")).json()) as { email: string };
  await expectLetter(request, shop.email, number);
});

test("the letter's link opens the order in another browser, and its secret leaves the address bar", async ({ page, request, browser }) => {
  const email = "letter@example.com";
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, email);
  await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  const letter = await expectLetter(request, email, number);
  const link = /https?:\/\/\S+#token=[^\s")\]]+/.exec(letter.text ?? "")?.[0] ?? "";

  const elsewhere = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await elsewhere.goto(link.replace(/#.*/, ""));
  await expect(title(elsewhere, "We cannot show this order here")).toBeVisible();
  await expectSound(elsewhere);
  await elsewhere.goto(link);
  await expect(title(elsewhere, "Your order is confirmed")).toBeVisible();
  await expect(elsewhere).not.toHaveURL(/token/);
});

test("a declined card is said, nothing is lost, and another card pays", async ({ page }) => {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, "declined@example.com");
  await goToPaymentPage(page);
  await payByCard(page, DECLINED_CARD);
  await expect(page.getByRole("alert")).toContainText("Nothing was charged");
  await payByCard(page, "4242 4242 4242 4242");
  await expectConfirmed(page);
});

test("turning back at the payment page keeps everything, and paying later works", async ({ page }) => {
  await fillCart(page);
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await giveDetails(page, "later@example.com");
  await goToPaymentPage(page);
  await page.getByRole("link", { name: "Back to the shop" }).click();
  await expect(title(page, "All as you wish?")).toBeVisible();
  await expect(page.getByText("nothing was charged")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("later@example.com");
  await expectSound(page);
  await goToPaymentPage(page);
  await payByCard(page);
  await expectConfirmed(page);
});
