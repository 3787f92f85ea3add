import { expect, type Page } from "@playwright/test";
import {
  addToCart, chooseFirstDay, expectConfirmed, expectSound, fillCart, fillRecipient, giveDetails, goToPaymentPage, openFirstBouquet, payByCard,
  RECIPIENT, test, title,
} from "./customer";
import { expectLetter } from "./mailbox";

const JUNE = { name: "June Park", card: "Thank you for everything, June.", ribbon: "With love, your choir" };

/** Two of the same bouquet in the cart, one of them given to somebody new. */
async function divideTwo(page: Page): Promise<string> {
  const name = await openFirstBouquet(page);
  const drawer = await addToCart(page);
  await drawer.getByRole("button", { name: `One more ${name}` }).click();
  await drawer.getByRole("link", { name: "View cart" }).click();
  await expect(title(page, "Your cart")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: `Send ${name} to someone else` }).click();
  const question = page.getByRole("dialog", { name: "Whom is it for?" });
  await expectSound(page);
  await question.getByRole("button", { name: "Add a recipient" }).click();
  await expect(page.getByRole("region", { name: "Delivery 2" })).toContainText(name);
  await expectSound(page);
  return name;
}

test("two recipients with one payment: each has a day, an address and a card of her own", async ({ page, request }) => {
  const email = "two@example.com";
  await divideTwo(page);
  await expect(page.getByText("2 recipients, one payment")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Check out" }).click();

  await expect(title(page, "Delivery 1 of 2")).toBeVisible();
  await chooseFirstDay(page, "97201");
  await fillRecipient(page);
  await page.getByRole("button", { name: "On to the next delivery" }).click();
  await expect(title(page, "Delivery 2 of 2")).toBeFocused();
  await chooseFirstDay(page, "97209");
  await fillRecipient(page);
  await page.getByLabel("Name", { exact: true }).fill(JUNE.name);
  await page.getByLabel("Your message").fill(JUNE.card);
  await page.getByLabel("What kind of place is it?").selectOption("funeral_home");
  await page.getByLabel("When does the service begin?").fill("23:30");
  await page.getByLabel("Words on the ribbon").fill(JUNE.ribbon);
  await expectSound(page);
  await giveDetails(page, email);
  const review = page.getByRole("main");
  await expect(review.getByRole("heading", { level: 2, name: `For ${RECIPIENT.name}` })).toBeVisible();
  await expect(review.getByRole("heading", { level: 2, name: `For ${JUNE.name}` })).toBeVisible();
  await expect(review).toContainText(JUNE.card);
  await expectSound(page);

  const amount = await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  await expect(page.getByRole("heading", { level: 2, name: "Delivery 2 of 2" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(amount);
  await expectSound(page);
  const letter = await expectLetter(request, email, number);
  expect(letter.text).toContain(RECIPIENT.name);
  expect(letter.text).toContain(JUNE.name);
  expect(letter.text).toContain(JUNE.card);
  const shop = (await (await request.get("/api/shop")).json()) as { email: string };
  const order = await expectLetter(request, shop.email, number);
  expect(order.text).toContain("The service begins at 11:30 PM");
  expect(order.text).toContain(JUNE.ribbon);
});

test("a recipient who was added is removed again, and nothing is lost", async ({ page }) => {
  const name = await divideTwo(page);
  await page.getByRole("button", { name: /^Remove recipient: Delivery 2/ }).click();
  await expect(page.getByRole("region", { name: "Delivery 2" })).toBeHidden();
  await expect(page.getByRole("main").getByRole("group", { name: `Quantity of ${name}` })).toContainText("2");
});

test("flowers are collected at the shop: no address, no fee", async ({ page, request }) => {
  const email = "collects@example.com";
  await fillCart(page);
  await page.getByRole("radio", { name: /You collect it/ }).check();
  await page.getByRole("grid", { name: "Delivery day" }).locator("button:not([aria-disabled]):not(:disabled)").first().click();
  await page.getByRole("group", { name: /^What time on/ }).locator("input:not(:disabled)").first().check();
  await page.getByLabel("Name", { exact: true }).fill(RECIPIENT.name);
  await page.getByLabel("Phone", { exact: true }).fill(RECIPIENT.phone);
  await giveDetails(page, email);
  await expect(page.getByRole("heading", { level: 2, name: "Collection at the shop" })).toBeVisible();
  await expectSound(page);
  await goToPaymentPage(page);
  await payByCard(page);
  const number = await expectConfirmed(page);
  await expect(page.getByRole("main")).toContainText("Collected by");
  await expect(page.getByText("Ready for you")).toBeVisible();
  expect((await expectLetter(request, email, number)).text).toContain("COLLECTION");
});
